import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { connectBinding, type D1Binding } from '../../../src/store/d1/binding.ts';
import { initSchema } from '../../../src/store/d1/check-schema.ts';
import type { Connection } from '../../../src/store/d1/connection.ts';
import { D1Error } from '../../../src/store/d1/d1-error.ts';
import { SCHEMA } from '../../../src/store/d1/schema.ts';
import { createWriter } from '../../../src/store/d1/write-batch.ts';
import { type D1World, startD1 } from '../../d1/start-d1.ts';
import { makeEvent, makeRecord } from '../folder/make-lines.ts';

let world: D1World;
let connection: Connection;
before(async () => {
  world = await startD1();
  connection = connectBinding(world.db as unknown as D1Binding);
});
after(() => world.close());
beforeEach(async () => {
  const there = await names();
  for (const name of ['events', 'agent_sessions', 'logs'])
    for (const entry of there)
      if (entry.name === name) await world.db.prepare(`DROP ${entry.type} ${name}`).run();
});

const names = () =>
  world.rows(
    "SELECT name, type FROM sqlite_master WHERE name NOT LIKE 'sqlite%' AND name NOT LIKE '\\_%' ESCAPE '\\' ORDER BY name",
  );
const OURS = ['agent_sessions', 'events', 'idx_events_session', 'idx_events_ts', 'idx_events_type'];

async function write(): Promise<void> {
  const event = makeEvent('sess_abcdefgh');
  await createWriter(connection)({
    sessions: [makeRecord('sess_abcdefgh')],
    events: [{ event, text: JSON.stringify(event) }],
  });
}

test('the tables and indexes are made, and making them again changes nothing', async () => {
  for (let i = 0; i < 2; i += 1) {
    await initSchema(connection);
    assert.deepEqual((await names()).map(({ name }) => name).sort(), OURS);
    await write();
  }
  assert.deepEqual(await world.rows('SELECT count(*) AS n FROM events'), [{ n: 2 }]);
});

test('a table of ours without an index gets it, and may have columns more that can be null', async () => {
  for (const { sql } of SCHEMA.slice(0, 2)) await world.db.prepare(sql).run();
  await world.db.prepare('ALTER TABLE events ADD COLUMN note TEXT').run();
  await initSchema(connection);
  assert.deepEqual((await names()).map(({ name }) => name).sort(), OURS);
  await write();
});

test('without the tables a write says what makes them', async () => {
  await assert.rejects(write(), (error) => {
    assert.ok(error instanceof D1Error);
    assert.deepEqual([error.remedy, /agentlog push --init/.test(error.message)], ['never', true]);
    return true;
  });
});

const KEYED = 'session_id TEXT, ts REAL, event_type TEXT, payload TEXT';
const FOREIGN: readonly (readonly [string, readonly string[], RegExp])[] = [
  [
    'a table without our columns',
    ['CREATE TABLE events (id TEXT PRIMARY KEY, name TEXT)'],
    /its table events lacks session_id, ts, event_type, payload: use another database/,
  ],
  [
    'a table of sessions of another kind',
    ['CREATE TABLE agent_sessions (session_id TEXT PRIMARY KEY, user TEXT)'],
    /its table agent_sessions lacks start_ts/,
  ],
  [
    'a table with another key',
    [`CREATE TABLE events (id TEXT, ${KEYED})`],
    /the key of its table events is not id/,
  ],
  [
    'a table with a column that must be filled',
    [`CREATE TABLE events (id TEXT PRIMARY KEY, ${KEYED}, tenant TEXT NOT NULL)`],
    /its table events wants a tenant/,
  ],
  [
    'a view',
    ['CREATE TABLE logs (id TEXT)', 'CREATE VIEW events AS SELECT id FROM logs'],
    /events is a view/,
  ],
];
for (const [title, make, says] of FOREIGN) {
  test(`${title} is named, before and while rows are written, and left as it is`, async () => {
    for (const sql of make) await world.db.prepare(sql).run();
    const before = await names();
    await assert.rejects(initSchema(connection), (error) => {
      assert.ok(error instanceof D1Error);
      assert.match(error.message, says);
      assert.match(error.message, /use another database$/);
      return error.remedy === 'never';
    });
    assert.deepEqual(await names(), before);
    // Somebody pushes without --init: the sessions' table stands, the other one is foreign, or the reverse.
    for (const { sql } of SCHEMA.slice(0, 2))
      await world.db
        .prepare(sql)
        .run()
        .catch(() => undefined);
    await assert.rejects(write(), (error) => {
      assert.ok(error instanceof D1Error);
      assert.match(error.message, /use another database/);
      return error.remedy === 'never';
    });
  });
}
