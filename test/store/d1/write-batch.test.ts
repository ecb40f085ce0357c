import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Event } from '../../../src/event/types.ts';
import type { Connection } from '../../../src/store/d1/connection.ts';
import { D1Error } from '../../../src/store/d1/d1-error.ts';
import { faultOfMessage } from '../../../src/store/d1/fault.ts';
import { withRetries } from '../../../src/store/d1/retry.ts';
import { MAX_BATCH_BYTES, MAX_BATCH_ROWS, MAX_ROW_BYTES } from '../../../src/store/d1/row-bytes.ts';
import { createWriter } from '../../../src/store/d1/write-batch.ts';
import type { Batch } from '../../../src/store/types.ts';
import { fc } from '../../properties.ts';
import { makeEvent, makeRecord } from '../folder/make-lines.ts';
import { lineOf } from './line-of.ts';
import { eventsOf, newSession, openWriterWorld } from './writer-world.ts';

const { world, real, refusing, countOf, sessionRow } = await openWriterWorld();
const TOO_MUCH = faultOfMessage('D1 DB is overloaded. Requests queued for too long.');
const TOO_BIG = faultOfMessage('string or blob too big: SQLITE_TOOBIG');

test('a batch within the bounds is one request', async () => {
  const { connection, sent } = refusing();
  const session = newSession();
  await createWriter(connection)({ sessions: [makeRecord(session)], events: eventsOf(session, 300) });
  assert.deepEqual(
    sent.map(({ sessions, events }) => [sessions, events]),
    [[1, 300]],
  );
  assert.equal(await countOf(session), 300);
});

test('whatever fails and however often, before or behind the write, each row is there once in the end', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom('before', 'behind', 'smaller', 'large', 'fine'), { maxLength: 12 }),
      fc.array(fc.nat({ max: 30 }), { minLength: 1, maxLength: 4 }),
      async (fates, counts) => {
        const left = [...fates];
        const failing: Connection = {
          name: 'D1',
          async run(statements) {
            const fate = left.shift() ?? 'fine';
            if (fate === 'before') throw new D1Error('lost', 'later');
            if (fate === 'smaller') throw TOO_MUCH;
            if (fate === 'large') throw TOO_BIG;
            const results = await real.run(statements);
            if (fate === 'behind') throw new D1Error('lost', 'later');
            return results;
          },
        };
        const write = createWriter(withRetries(failing, { attempts: 2, sleep: async () => {} }));
        const sessions = counts.map(newSession);
        const batch: Batch = {
          sessions: sessions.map((id) => makeRecord(id)),
          events: sessions.flatMap((session, i) => eventsOf(session, counts[i] ?? 0)),
        };
        // A pusher that was refused comes back with the same batch.
        for (let isDone = false; !isDone; )
          isDone = await write(batch).then(
            () => true,
            () => false,
          );
        assert.deepEqual(await Promise.all(sessions.map(countOf)), counts);
        for (const session of sessions) assert.ok(await sessionRow(session));
      },
    ),
    { numRuns: 15 },
  );
});

test('nothing to write is no request', async () => {
  const { connection, sent } = refusing();
  await createWriter(connection)({ sessions: [], events: [] });
  assert.deepEqual(sent, []);
});

test('a batch of more rows or bytes is several requests, each session with its first event or before', async () => {
  const { connection, sent } = refusing();
  const sessions = Array.from({ length: 3 }, newSession);
  const events = sessions.flatMap((session) => eventsOf(session, 900));
  const large = eventsOf(sessions[0] ?? '', 5, 'x'.repeat(400_000));
  const lonely = newSession();
  const all: Batch = {
    sessions: [...sessions, lonely].map((id) => makeRecord(id)),
    events: [...events, ...large],
  };
  await createWriter(connection)(all);
  for (const { sessions, events, bytes } of sent) {
    assert.ok(sessions + events <= MAX_BATCH_ROWS, `${sessions} + ${events}`);
    assert.ok(bytes <= MAX_BATCH_BYTES, `${bytes}`);
  }
  assert.ok(sent.length <= 7, `${sent.length}`);
  assert.deepEqual(await Promise.all(sessions.map(countOf)), [905, 900, 900]);
  assert.ok(await sessionRow(lonely));
});

test('what is too much for D1 is halved until it is not, and every row is there', async () => {
  const { connection, sent } = refusing(({ events, sessions }) =>
    events + sessions > 30 ? TOO_MUCH : undefined,
  );
  const sessions = Array.from({ length: 70 }, newSession);
  const busy = sessions.slice(0, 3);
  await createWriter(connection)({
    sessions: sessions.map((id) => makeRecord(id)),
    events: busy.flatMap((session) => eventsOf(session, 40)),
  });
  assert.deepEqual(await Promise.all(busy.map(countOf)), [40, 40, 40]);
  for (const session of sessions) assert.ok(await sessionRow(session));
  assert.ok(sent.length < 40, `${sent.length}`);
});

test('a database that refuses even one row is asked again later, not for each row', async () => {
  const { connection, sent } = refusing(() => TOO_MUCH);
  const session = newSession();
  const batch = { sessions: [makeRecord(session)], events: eventsOf(session, 500) };
  await assert.rejects(createWriter(connection)(batch), (error) => {
    assert.ok(error instanceof D1Error);
    assert.match(error.message, /overloaded/);
    return error.remedy === 'later';
  });
  assert.ok(sent.length <= 12, `${sent.length}`);
});

test('another fault comes through as it is', async () => {
  for (const fault of [new D1Error('no', 'never'), new D1Error('no', 'later'), new TypeError('a bug')]) {
    const { connection, sent } = refusing(() => fault);
    const session = newSession();
    const batch = { sessions: [makeRecord(session)], events: eventsOf(session, 50) };
    await assert.rejects(createWriter(connection)(batch), fault);
    assert.equal(sent.length, 1);
  }
});

test('a row that is too large is cut and says so, beside rows that are whole', async () => {
  const session = newSession();
  const [huge] = eventsOf(session, 1, 'y'.repeat(5_000_000));
  assert.ok(huge);
  const events = [...eventsOf(session, 5), huge, ...eventsOf(session, 5)];
  const { connection, sent } = refusing();
  await createWriter(connection)({ sessions: [makeRecord(session)], events });
  assert.ok(sent.every(({ bytes }) => bytes <= MAX_ROW_BYTES));
  assert.equal(await countOf(session), 11);
  const [row] = await world.rows(`SELECT payload FROM events WHERE id = '${huge.event.id}'`);
  const cut = JSON.parse(String(row?.payload)) as Record<string, unknown>;
  assert.deepEqual([cut.question, cut.answer, cut.cut_from_bytes], ['q', 'y'.repeat(200), huge.text.length]);
});

test('a row that D1 finds too large, though it is within the bounds, is cut further, and only that one', async () => {
  const session = newSession();
  const events = [
    ...eventsOf(session, 3),
    ...eventsOf(session, 1, 'y'.repeat(300_000)),
    ...eventsOf(session, 3),
  ];
  const { connection } = refusing(({ bytes }) => (bytes > 100_000 ? TOO_BIG : undefined));
  await createWriter(connection)({ sessions: [makeRecord(session)], events });
  const rows = await world.rows(`SELECT payload FROM events WHERE session_id = '${session}'`);
  assert.deepEqual(rows.filter(({ payload }) => /cut_from_bytes/.test(String(payload))).length, 1);
  assert.equal(rows.length, 7);
});

test('a row that is too large however small is given up', async () => {
  const session = newSession();
  const { connection } = refusing(({ events }) => (events > 0 ? TOO_BIG : undefined));
  await assert.rejects(
    createWriter(connection)({ sessions: [], events: eventsOf(session, 1, 'y'.repeat(99_000)) }),
    (error) => error instanceof D1Error && error.remedy === 'never',
  );
});

test('rows of strange ids, numbers that are none and half characters do not keep the others out', async () => {
  const session = newSession();
  const strange: Event[] = [
    makeEvent(session, 'long id', { id: `dec_${'x'.repeat(3_000_000)}` }),
    makeEvent(`sess_${'y'.repeat(3_000)}`, 'long session'),
    makeEvent('sess_"\\\u0000\ud800\'; DROP TABLE events; --', 'odd session'),
    makeEvent(session, 'no id', { id: '' }),
    makeEvent(session, 'no time', { ts: Number.NaN }),
    makeEvent(session, 'far', { ts: 1e308 }),
    makeEvent(session, 'long kind', { event_type: 'k'.repeat(3_000_000) }),
    makeEvent(session, 'half \udc00 character'),
  ];
  const events = [
    ...strange.map(lineOf),
    { event: makeEvent(session), text: 'no JSON' },
    ...eventsOf(session, 10),
  ];
  const batch: Batch = {
    sessions: [
      makeRecord(session, {
        start_ts: Number.POSITIVE_INFINITY,
        agent_name: { a: 1 } as never,
        total_tokens: 'x' as never,
      }),
      makeRecord(`sess_${'y'.repeat(3_000)}`, { task: 'a \ud800 task' as never }),
    ],
    events,
  };
  const before = await world.rows('SELECT count(*) AS n FROM events');
  for (let i = 0; i < 2; i += 1) await createWriter(real)(batch);
  const after = await world.rows('SELECT count(*) AS n FROM events');
  assert.equal(Number(after[0]?.n) - Number(before[0]?.n), events.length);
});
