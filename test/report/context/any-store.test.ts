import assert from 'node:assert/strict';
import { utimesSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { collectContext, collectContextOf } from '../../../src/report/context/collect-context.ts';
import { createContextCollector } from '../../../src/report/context/context-collector.ts';
import { contextText, contextTextOf } from '../../../src/report/context/context-text.ts';
import { createD1Store } from '../../../src/store/d1/d1-store.ts';
import { folderStore } from '../../../src/store/folder/folder-store.ts';
import type { Folder } from '../../../src/store/folder/types.ts';
import type { Store, StoredLine } from '../../../src/store/types.ts';
import { makeFolder } from '../../cli/agentlog.ts';
import { connectTables, copyFolder } from '../../d1/copy-folder.ts';
import { startD1 } from '../../d1/start-d1.ts';
import { fc } from '../../properties.ts';
import { createScript, openScripts, START_TS } from './make-session.ts';

const world = await startD1();
after(() => world.close());
const connection = await connectTables(world);
const database = createD1Store(connection);

/** The database with what the folder holds, and nothing else. */
async function copy(folder: Folder): Promise<Store> {
  await connection.run([{ sql: 'DELETE FROM events' }, { sql: 'DELETE FROM agent_sessions' }]);
  await copyFolder(folder, connection);
  return database;
}

const place = fc.constantFrom('a', 'b', 'c');
const text = fc.string({ unit: 'binary', maxLength: 30 });
const step = fc.oneof(
  fc.record({ kind: fc.constant('failure' as const), msg: place, value: text }),
  fc.record({ kind: fc.constant('run' as const), tool: place, exitCode: fc.nat(1), out: text }),
  fc.record({ kind: fc.constant('turn' as const), file: place, after: text }),
  fc.record({ kind: fc.constant('decide' as const), question: text }),
  fc.record({ kind: fc.constant('call' as const), model: place, tokens: fc.nat(9_000) }),
);
const session = fc.record({
  steps: fc.array(step, { maxLength: 40 }),
  isClosed: fc.boolean(),
  tokens: fc.option(fc.nat(9_000)),
  clock: fc.constantFrom(1, -1),
});
type Session = typeof session extends fc.Arbitrary<infer T> ? T : never;

/** A session whose clock may go backward, and whose events have ids of their own. */
function write(suffix: string, startTs: number, { steps, isClosed, tokens, clock }: Session): string {
  const script = createScript(suffix, startTs);
  script.record();
  for (const [i, one] of steps.entries()) {
    const at = clock * i;
    if (one.kind === 'failure')
      script.failure(at, { error: { type: 'E', msg: one.msg }, locals: { x: { t: 'str', v: one.value } } });
    else if (one.kind === 'run') script.run(at, one.tool, one.exitCode, { stderr: one.out });
    else if (one.kind === 'turn') script.turn(at, i, one.file, 'before', one.after);
    else if (one.kind === 'decide') script.decide(at, one.question, 1);
    else script.call(at, one.model, one.tokens);
  }
  if (isClosed) script.record({ end_ts: startTs + 100, total_tokens: tokens });
  return script.text().replaceAll(/("event_type":"\w+","id":")/g, `$1${suffix}_`);
}

test('a context is the same, to the byte, of a folder, of the folder as a store and of a database that holds its sessions', async (t) => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(session, { minLength: 1, maxLength: 4 }),
      fc.integer({ min: 40, max: 3000 }),
      async (sessions, maxTokens) => {
        const scripts = sessions.map((one, i) => [`s${i}xx`, write(`s${i}xx`, START_TS + i * 1000, one)]);
        const folder = openScripts(makeFolder(t), Object.fromEntries(scripts));
        for (const [i] of sessions.entries())
          utimesSync(join(folder.path, `session_s${i}xx.jsonl`), START_TS + i, START_TS + i);
        const id = `sess_s${sessions.length - 1}xx`;
        const expected = contextText(folder, id, maxTokens);
        assert.equal(await contextTextOf(folderStore(folder), folder.root, id, maxTokens), expected);
        assert.equal(await contextTextOf(await copy(folder), folder.root, id, maxTokens), expected);
        const model = collectContext(folder, id);
        const { kinds, counts, session: told } = await collectContextOf(database, folder.root, id);
        assert.deepEqual([kinds.length, counts, told], [model.kinds.length, model.counts, model.session]);
      },
    ),
    { numRuns: 25 },
  );
});

test('a long session is cut at the same event, wherever it is read, and its first record is known', async (t) => {
  const script = createScript('long1');
  script.record({ task: 'the first line' });
  for (let i = 0; i < 40; i += 1) {
    script.run(i, `tool ${i}`, 0, { stdout: 'x'.repeat(900_000 - i) });
    if (i === 20) script.record({ task: null, agent_name: 'another' });
    script.call(i, 'm', 1000);
  }
  const folder = openScripts(makeFolder(t), { long1: script.text() });
  const store = await copy(folder);
  const stores: readonly Store[] = [folderStore(folder), store];
  const models = await Promise.all(
    stores.map(async (one) => {
      const collector = createContextCollector(folder.root, {
        maxMs: Number.POSITIVE_INFINITY,
        linesPerLook: 1,
      });
      for (const line of await readAll(one, 'sess_long1')) if (!collector.take(line)) break;
      const first = await one.firstRecord('sess_long1');
      return [collector.isCut(), collector.finish({ first, seen: new Map(), gitHead: undefined })] as const;
    }),
  );
  const [[isCut, model] = []] = models;
  assert.deepEqual(
    [isCut, model?.session.task, model?.session.agent, model?.counts.tool_output, model?.session.tokens],
    [true, 'the first line', 'another', 28, 28_000],
  );
  for (const [isOtherCut, other] of models) {
    assert.deepEqual([isOtherCut, other.session, other.counts], [true, model?.session, model?.counts]);
    assert.deepEqual([other.lookedBackTo, other.runs.length], [model?.lookedBackTo, model?.runs.length]);
  }
});

async function readAll(store: Store, id: string): Promise<StoredLine[]> {
  const lines: StoredLine[] = [];
  for await (const page of store.readBackward(id)) lines.push(...page);
  return lines;
}

test('a database that fails is told to whoever asks for a context', async () => {
  const failing = createD1Store({ name: 'D1', run: () => Promise.reject(new Error('gone')) });
  await assert.rejects(contextTextOf(failing, '/', 'sess_none', 100), /gone/);
});
