import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import { connectBinding } from '../../../src/store/d1/binding.ts';
import type { Connection, Row } from '../../../src/store/d1/connection.ts';
import { createReader } from '../../../src/store/d1/d1-reader.ts';
import { SCHEMA } from '../../../src/store/d1/schema.ts';
import type { StoredLine, StoreReader } from '../../../src/store/types.ts';
import { startD1 } from '../../d1/start-d1.ts';
import { nameOf, select } from '../contract/lines.ts';

const world = await startD1();
const { db } = world;
after(() => world.close());

const INSERT_SESSIONS = `INSERT INTO agent_sessions SELECT value->>0, value->>1, value->>2, value->>3, value->>4, value->>5 FROM json_each(?1)`;
const INSERT_EVENTS = `INSERT INTO events SELECT value->>0, value->>1, value->>2, value->>3, value->>4 FROM json_each(?1)`;

async function run(sql: string, rows?: unknown): Promise<void> {
  const statement = db.prepare(sql);
  await (rows === undefined ? statement : statement.bind(JSON.stringify(rows))).run();
}

async function makeTables(statements: readonly string[] = SCHEMA.map(({ sql }) => sql)): Promise<void> {
  for (const table of ['events', 'agent_sessions']) await run(`DROP TABLE IF EXISTS ${table}`);
  for (const sql of statements) await run(sql);
}

beforeEach(() => makeTables());

function reader(): StoreReader {
  return createReader(connectBinding(db as unknown as Parameters<typeof connectBinding>[0]));
}

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

function decision(answer: string): string {
  return JSON.stringify({ question: 'q', answer });
}

async function backward(store: StoreReader, id: string): Promise<StoredLine[]> {
  const lines: StoredLine[] = [];
  for await (const page of store.readBackward(id)) lines.push(...page);
  return lines;
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

test('rows that other writers put there are shown where they are events, and counted where not', async () => {
  await run(INSERT_SESSIONS, [['sess_aaaa', 1]]);
  const rows = [
    ['1', 2, 'decision', decision('1')],
    ['2', 1e15, 'decision', decision('future')],
    ['3', -5, 'decision', decision('past')],
    ['4', 3, 'decision', 'no JSON'],
    ['5', 3, 'llm_call', '{"model":'],
    ['6', 3, 'llm_call', '[]'],
    ['7', 3, 'llm_call', '{"model":"m","tokens_in":3,"tokens_out":1e400}'],
    ['8', 3, 'storm', '{"answer":"odd","a":[1]}'],
    ['9', 'late', 'decision', decision('no time')],
    ['"a"\n', 4, 'decision', decision('id')],
  ];
  await run(
    INSERT_EVENTS,
    rows.map(([id, ...rest]) => [id, 'sess_aaaa', ...rest]),
  );
  await run(`INSERT INTO events VALUES ('b', 'sess_aaaa', 5, 'decision', x'7b7d')`);
  await run(`INSERT INTO events VALUES ('c', 'sess_aaaa', 9e999, 'decision', '${decision('never')}')`);
  await run(
    `INSERT INTO events VALUES ('n', 'sess_aaaa', 6, 'decision', '${decision('nul')}' || char(0) || 'x')`,
  );
  await run(`INSERT INTO events VALUES ('z', 'sess_aaaa', 6, 'decision', '${decision('last')}')`);
  const store = reader();
  for (const sessionId of ['sess_aaaa', undefined]) {
    for (const last of [undefined, 50]) {
      let skipped = 0;
      const onSkipped = (count: number) => {
        skipped += count;
      };
      const found = await select(store, { sessionId, last, onSkipped });
      const inOrder = sessionId !== undefined;
      assert.deepEqual(
        found,
        inOrder
          ? ['1', 'future', 'past', undefined, 'odd', 'id', 'last']
          : ['past', '1', undefined, 'odd', 'id', 'last', 'future'],
      );
      assert.equal(skipped, 7);
    }
  }
  const lines = await backward(store, 'sess_aaaa');
  assert.deepEqual(
    lines.map((line) => (line.kind === 'event' ? nameOf(line) : 'record')),
    ['record', 'last', 'id', 'odd', undefined, 'past', 'future', '1'],
  );
  assert.ok(lines.every(({ text }) => !text.includes('\n')));
  const { by_model: models } = await store.tokenSummary('sess_aaaa');
  assert.deepEqual(Object.keys(models), ['m']);
  for await (const { events } of store.sessions())
    assert.deepEqual(events, { llm_call: 3, decision: 10, storm: 1 });
  assert.equal(await store.newestSession(), 'sess_aaaa');
});

test('absurd numbers of tokens do not keep the others from being counted', async () => {
  await run(INSERT_SESSIONS, [['sess_aaaa', 1]]);
  const call = (model: string, tokens: string) => `{"model":"${model}","tokens_total":${tokens}}`;
  const payloads = [
    call('huge', '9223372036854775807'),
    call('huge', '9223372036854775807'),
    call('endless', '1e400'),
    call('endless', '4'),
    call('small', '5'),
  ];
  await run(
    INSERT_EVENTS,
    payloads.map((payload, i) => [`llm_${i}`, 'sess_aaaa', i, 'llm_call', payload]),
  );
  assert.deepEqual((await reader().tokenSummary('sess_aaaa')).by_model, {
    huge: { calls: 2, tokens: 2 ** 64 },
    small: { calls: 1, tokens: 5 },
    endless: { calls: 2, tokens: 4 },
  });
  for await (const { record } of reader().sessions()) assert.equal(record.total_tokens, 2 ** 64 + 9);
});

test('places that are no numbers are passed when pages end at them', async () => {
  await run(INSERT_SESSIONS, [['sess_aaaa', 1]]);
  const times = ['early', 1, 2, 'late', 'late'];
  // Of each time more than one page holds, as some are a megabyte long.
  const padding = 'x'.repeat(600_000);
  for (const [i, ts] of times.entries()) {
    await run(INSERT_EVENTS, [
      [`a${i}`, 'sess_aaaa', ts, 'decision', JSON.stringify({ question: padding, answer: i })],
    ]);
    await run(INSERT_EVENTS, [
      [`b${i}`, 'sess_aaaa', ts, 'decision', JSON.stringify({ question: padding, answer: i })],
    ]);
  }
  let skipped = 0;
  const onSkipped = (count: number) => {
    skipped += count;
  };
  assert.deepEqual((await select(reader(), { onSkipped })).map(Number), [1, 1, 2, 2]);
  assert.equal(skipped, 6);
  assert.deepEqual((await select(reader(), { last: 3 })).map(Number), [1, 2, 2]);
});

test('tables that somebody else made, without a rule, do not break a reader', async () => {
  await makeTables([
    'CREATE TABLE agent_sessions (session_id, start_ts, end_ts, agent_name, task, total_tokens)',
    'CREATE TABLE events (id, session_id, ts, event_type, payload)',
  ]);
  await run(INSERT_SESSIONS, [
    ['sess_null', null, null, null, null, null],
    ['sess_odd', 'soon', 'x', 5, 6, 'many'],
    [null, 1, null, null, null, 0],
    [17, 1, null, null, null, 0],
    ['../../etc', 2, null, null, null, 0],
    ['sess_good', 3, 4, 'a', 't', 5],
  ]);
  await run(INSERT_EVENTS, [
    ['e1', 'sess_null', 100, 'decision', decision('1')],
    [null, 'sess_null', null, null, null],
    ['e2', 'sess_good', 3, null, '{}'],
    ...Array.from({ length: 40 }, () => [null, 'sess_null', 101, null, null]),
  ]);
  const store = reader();
  const found: string[] = [];
  for await (const { record, events } of store.sessions())
    found.push(`${record.session_id} ${record.start_ts} ${record.total_tokens} ${Object.keys(events)}`);
  assert.deepEqual(found.toSorted(), [
    '../../etc 2 0 ',
    'sess_good 3 5 null',
    'sess_null 100 0 decision,null',
    'sess_odd 0 0 ',
  ]);
  assert.deepEqual(await select(store, {}), ['1']);
  assert.deepEqual(await select(store, { sessionId: 'sess_null', last: 1 }), ['1']);
  assert.deepEqual(await select(store, { last: 1 }), ['1']);
  assert.equal((await backward(store, 'sess_odd')).length, 1);
  assert.equal(await store.newestSession(), 'sess_null');
});

test('where the tables are missing, every way of reading says so', async () => {
  await makeTables([]);
  const store = reader();
  const ways: (() => Promise<unknown>)[] = [
    () => store.hasSessions(['sess_aaaa']),
    () => store.newestSession(),
    () => store.earlierSessions('sess_aaaa', 2),
    () => store.tokenSummary('sess_aaaa'),
    () => select(store, {}),
    () => select(store, { sessionId: 'sess_aaaa', last: 2 }),
    () => backward(store, 'sess_aaaa'),
    async () => {
      for await (const _ of store.sessions());
    },
  ];
  for (const way of ways) await assert.rejects(way(), { code: 'AGENTLOG_D1' });
});

test('a reader of all events comes to an end while rows arrive', async () => {
  await run(INSERT_SESSIONS, [['sess_aaaa', 1]]);
  const insert = (from: number) =>
    run(
      INSERT_EVENTS,
      Array.from({ length: 300 }, (_, i) => [
        `d${from + i}`,
        'sess_aaaa',
        from + i,
        'decision',
        decision('x'),
      ]),
    );
  await insert(0);
  for (const sessionId of [undefined, 'sess_aaaa']) {
    let found = 0;
    const [{ count } = {}] = await world.rows('SELECT count(*) AS count FROM events');
    for await (const page of reader().events({ sessionId })) {
      found += page.length;
      await insert(Number(count) + 10_000 + found * 300);
      assert.ok(found <= Number(count));
    }
    assert.equal(found, count);
  }
});
