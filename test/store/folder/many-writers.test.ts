import assert from 'node:assert/strict';
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { openFolder } from '../../../src/store/folder/folder.ts';
import { createTempFolder, linesOf, readAll } from './fixtures.ts';

const ID = 'sess_abcdefgh';
const WRITERS = 32;
const APPENDS = 200;
const programOf = (name: string) => fileURLToPath(new URL(name, import.meta.url));

test('32 processes write one session, a random half of them killed, and no acknowledged event is lost', async () => {
  const root = createTempFolder();
  const path = join(root, '.agentlog');
  const writers = Array.from({ length: WRITERS }, (_, i) => {
    const acks = join(root, `acks${i}`);
    const args = [programOf('append-child.js'), path, ID, acks, String(APPENDS)];
    return { acks, child: spawn(process.execPath, args, { stdio: ['ignore', 'inherit', 'inherit'] }) };
  });
  const doomed = new Set(writers.toSorted(() => Math.random() - 0.5).slice(0, WRITERS / 2));
  const ends = await Promise.all(
    writers.map(async (writer) => {
      if (doomed.has(writer)) void killWhileWriting(writer.child, writer.acks);
      const [code, signal] = await once(writer.child, 'exit');
      return { code, signal };
    }),
  );
  const killed = ends.filter(({ signal }) => signal === 'SIGKILL').length;
  assert.ok(
    ends.every(({ code, signal }) => code === 0 || signal === 'SIGKILL'),
    JSON.stringify(ends),
  );

  const acknowledged = writers.flatMap(({ acks }) => (existsSync(acks) ? wholeLinesOf(acks) : []));
  const file = join(path, 'session_abcdefgh.jsonl');
  const found = new Set<string>();
  const folder = openFolder(path);
  let skipped = 0;
  const onSkipped = (count: number) => {
    skipped = count;
  };
  for (const line of folder.read(ID, { onSkipped })) if (line.kind === 'event') found.add(line.event.id);
  assert.deepEqual(
    acknowledged.filter((id) => !found.has(id)),
    [],
  );
  assert.ok(acknowledged.length >= (WRITERS - killed) * APPENDS);
  assert.ok(skipped <= killed, `${skipped} torn lines of ${killed} killed processes`);
  assert.match(linesOf(file)[0] ?? '', /^\{"session_id":"sess_abcdefgh","start_ts":/);
  assert.equal(readAll(folder, ID).records, 1);
});

/** Kills a child at a random moment after its first event. */
async function killWhileWriting(child: ChildProcess, acks: string): Promise<void> {
  while (child.exitCode === null && !existsSync(acks)) await new Promise((resolve) => setTimeout(resolve, 5));
  setTimeout(() => child.kill('SIGKILL'), Math.random() * 150);
}

/** The last line may be torn: its writer was killed while it wrote. */
function wholeLinesOf(path: string): string[] {
  return readFileSync(path, 'utf8').split('\n').slice(0, -1);
}

test('a line that the system takes in pieces is whole, also where another process writes between the pieces', () => {
  const path = join(createTempFolder(), '.agentlog');
  const { status, stderr } = spawnSync(process.execPath, [programOf('short-writes-child.js'), path]);
  assert.equal(status, 0, stderr.toString());
  assert.deepEqual(readAll(openFolder(path), ID), {
    answers: ['first €', 'second €', 'between', 'third €', 'fourth €'],
    records: 1,
    skipped: 2,
  });
});
