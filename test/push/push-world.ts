import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after } from 'node:test';
import { readD1Settings } from '../../src/base/d1-settings.ts';
import { d1Target, openD1Target } from '../../src/push/d1-target.ts';
import { openMarks } from '../../src/push/marks.ts';
import { type Pushed, type PushOptions, type PushTarget, pushFolder } from '../../src/push/push-folder.ts';
import { connectBinding } from '../../src/store/d1/binding.ts';
import { openFolder } from '../../src/store/folder/folder.ts';
import { type D1World, startD1 } from '../d1/start-d1.ts';
import { pathOf } from './d1-folder.ts';

let sessions = 0;
/** A session id that no other test of the file uses: all share one database. */
export function newId(): string {
  sessions += 1;
  return `sess_folder${sessions}`;
}

export function push(cwd: string, target: PushTarget, more: Partial<PushOptions> = {}): Promise<Pushed> {
  const folder = openFolder(join(cwd, '.agentlog'));
  return pushFolder({ folder, target, marks: openMarks(folder.path, 'push_test'), ...more });
}

interface PushWorld {
  readonly d1: D1World;
  byBinding(): PushTarget;
  overRest(): PushTarget;
  /** Compares the lines of a session's events with their rows' payloads. */
  compare(cwd: string, id: string): Promise<void>;
  rowOf(id: string): Promise<Record<string, unknown>[]>;
}

/** A database with agentlog's tables that is closed when the tests of this file are done. */
export async function openPushWorld(): Promise<PushWorld> {
  const d1 = await startD1();
  after(() => d1.close());
  const byBinding = (): PushTarget => d1Target(connectBinding(d1.db as never));
  await d1Target(connectBinding(d1.db as never)).init();
  return {
    d1,
    byBinding,
    overRest() {
      const { settings } = readD1Settings(d1.env);
      assert.ok(settings);
      return openD1Target(settings, { attempts: 1, maxWaitMs: 0 });
    },
    async compare(cwd, id) {
      const texts = readFileSync(pathOf(cwd, id), 'utf8').split('\n');
      const rows = await d1.rows(`SELECT payload FROM events WHERE session_id = '${id}' ORDER BY rowid`);
      assert.deepEqual(
        rows.map(({ payload }) => payload),
        texts.filter((text) => text.startsWith('{"event_type"')),
      );
    },
    rowOf: (id) => d1.rows(`SELECT * FROM agent_sessions WHERE session_id = '${id}'`),
  };
}
