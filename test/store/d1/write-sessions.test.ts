import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SessionRecord } from '../../../src/event/types.ts';
import type { Statement } from '../../../src/store/d1/connection.ts';
import { createWriter } from '../../../src/store/d1/write-batch.ts';
import { makeEvent, makeRecord } from '../folder/make-lines.ts';
import { lineOf } from './line-of.ts';
import { newSession, openWriterWorld } from './writer-world.ts';

const { world, real, sessionRow } = await openWriterWorld();

test('a session whose record is not there is made up from its first event, and gives way to its record', async () => {
  const session = newSession();
  const events = [7, 5, 9].map((ts) => lineOf(makeEvent(session, 'yes', { ts })));
  await createWriter(real)({ sessions: [], events });
  assert.equal((await sessionRow(session))?.start_ts, 5);
  await createWriter(real)({
    sessions: [makeRecord(session, { start_ts: 3, task: 't' as never })],
    events: [],
  });
  await createWriter(real)({ sessions: [], events: events.slice(0, 1) });
  const { start_ts, task } = (await sessionRow(session)) ?? {};
  assert.deepEqual([start_ts, task], [3, 't']);
});

const RECORDS: readonly (readonly [string, readonly Partial<SessionRecord>[], Record<string, unknown>])[] = [
  [
    'null leaves what is known',
    [{ end_ts: 9, agent_name: 'a' as never, task: 't' as never, total_tokens: 5 }, {}],
    { start_ts: 1, end_ts: 9, agent_name: 'a', task: 't', total_tokens: 5 },
  ],
  [
    'a later value stands',
    [{ task: 'first' as never }, { task: 'second' as never, end_ts: 4, total_tokens: 8 }],
    { start_ts: 1, end_ts: 4, agent_name: null, task: 'second', total_tokens: 8 },
  ],
  [
    'a record from before the end brings back no older text',
    [
      { task: 'new' as never, end_ts: 4, total_tokens: 8 },
      { task: 'old' as never, agent_name: 'a' as never, total_tokens: 3 },
    ],
    { start_ts: 1, end_ts: 4, agent_name: 'a', task: 'new', total_tokens: 8 },
  ],
  [
    'of two ends the later one stands, whichever comes first',
    [
      { end_ts: 6, task: 'new' as never },
      { end_ts: 4, task: 'old' as never },
    ],
    { start_ts: 1, end_ts: 6, agent_name: null, task: 'new', total_tokens: 0 },
  ],
  [
    'a session that went on has its new end',
    [
      { end_ts: 4, task: 'old' as never },
      { end_ts: 6, task: 'new' as never },
    ],
    { start_ts: 1, end_ts: 6, agent_name: null, task: 'new', total_tokens: 0 },
  ],
];
for (const [title, changes, expected] of RECORDS) {
  test(`of a session's records, ${title}`, async () => {
    const session = newSession();
    for (const change of changes)
      await createWriter(real)({ sessions: [makeRecord(session, change)], events: [] });
    assert.deepEqual(await sessionRow(session), { session_id: session, ...expected });
    // The same in one batch.
    const other = newSession();
    await createWriter(real)({ sessions: changes.map((change) => makeRecord(other, change)), events: [] });
    assert.deepEqual(await sessionRow(other), { session_id: other, ...expected });
  });
}

test('a record that says nothing new writes no row', async () => {
  const session = newSession();
  const record = makeRecord(session, { task: 't' as never, total_tokens: 3 });
  await createWriter(real)({ sessions: [record], events: [] });
  const statements: Statement[] = [];
  const run = async (list: readonly Statement[]) => {
    statements.push(...list);
    return [];
  };
  await createWriter({ name: 'D1', run })({
    sessions: [record],
    events: [],
  });
  const [statement] = statements;
  assert.ok(statement?.param);
  const { meta } = await world.db.prepare(statement.sql).bind(statement.param).run();
  assert.deepEqual([meta.changes, meta.rows_written], [0, 0]);
});
