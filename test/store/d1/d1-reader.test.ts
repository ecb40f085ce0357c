import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nameOf, select } from '../contract/lines.ts';
import { backward, decision, INSERT_EVENTS, INSERT_SESSIONS, openReaderWorld } from './reader-world.ts';

const { rows: rowsOf, run, makeTables, reader } = await openReaderWorld();

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
    const [{ count } = {}] = await rowsOf('SELECT count(*) AS count FROM events');
    for await (const page of reader().events({ sessionId })) {
      found += page.length;
      await insert(Number(count) + 10_000 + found * 300);
      assert.ok(found <= Number(count));
    }
    assert.equal(found, count);
  }
});
