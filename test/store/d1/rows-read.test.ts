import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Connection, Row } from '../../../src/store/d1/connection.ts';
import { createReader } from '../../../src/store/d1/d1-reader.ts';
import type { StoreReader } from '../../../src/store/types.ts';
import { select } from '../contract/lines.ts';
import { decision, INSERT_EVENTS, INSERT_SESSIONS, openReaderWorld } from './reader-world.ts';

const { db, run } = await openReaderWorld();

/** Counts what the database says it read. */
function createCounter(): { readonly reader: StoreReader; readonly read: () => number } {
  let rows = 0;
  const connection: Connection = {
    name: 'D1',
    async run(statements) {
      const results = await db.batch(
        statements.map(({ sql, param }) =>
          param === undefined ? db.prepare(sql) : db.prepare(sql).bind(param),
        ),
      );
      for (const { meta } of results) rows += meta.rows_read;
      return results.map((result: { results: unknown }) => result.results as Row[]);
    },
  };
  return {
    reader: createReader(connection),
    read() {
      const counted = rows;
      rows = 0;
      return counted;
    },
  };
}

test('what is read of a large table is in proportion to what is given', async () => {
  const sessions = Array.from({ length: 40 }, (_, i) => `sess_${String(i).padStart(4, '0')}`);
  await run(
    INSERT_SESSIONS,
    sessions.map((id, i) => [id, i]),
  );
  for (let from = 0; from < 20_000; from += 5000) {
    await run(
      INSERT_EVENTS,
      Array.from({ length: 5000 }, (_, k) => {
        const i = from + k;
        // Every tenth is of the first session, whose rows lie all over the table.
        const session = i % 10 === 0 ? sessions[0] : sessions[1 + (i % 39)];
        return [
          `dec_${i}`,
          session,
          1000 + i * 60,
          i % 100 === 0 ? 'storm' : 'decision',
          decision(String(i)),
        ];
      }),
    );
  }
  const { reader: store, read } = createCounter();
  const sessionId = sessions[0] ?? '';
  const measured: [title: string, most: number, step: () => Promise<unknown>][] = [
    ['the last 20 of a session', 100, () => select(store, { sessionId, last: 20 })],
    ['the last 20 of all', 100, () => select(store, { last: 20 })],
    [
      'the last 5 of a kind that is every tenth',
      100,
      () => select(store, { sessionId, type: 'storm' as never, last: 5 }),
    ],
    [
      'a session since a time that 20 are behind',
      150,
      () => select(store, { sessionId, since: 1000 + 19_800 * 60 }),
    ],
    ['all since a time that 100 are behind', 500, () => select(store, { since: 1000 + 19_900 * 60 })],
    ['a whole session', 9000, () => select(store, { sessionId })],
    [
      'the first page from the end',
      160,
      async () => {
        for await (const _ of store.readBackward(sessionId)) break;
      },
    ],
    ['which session is the newest', 200, () => store.newestSession()],
    ['which are the ones before', 200, () => store.earlierSessions(sessionId, 20)],
    ['whether two sessions are there', 10, () => store.hasSessions([sessionId, 'sess_none'])],
    ['the tokens of a session', 2200, () => store.tokenSummary(sessionId)],
  ];
  for (const [title, most, step] of measured) {
    await step();
    const rows = read();
    assert.ok(rows > 0 && rows < most, `${title}: ${rows} rows were read`);
  }
});
