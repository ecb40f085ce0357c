import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { test } from 'node:test';
import type { PushTarget } from '../../src/push/push-folder.ts';
import type { Batch } from '../../src/store/types.ts';
import { makeFolder } from '../cli/agentlog.ts';
import { appendText, callLine, eventLine, pathOf, recordLine, writeSession } from './d1-folder.ts';
import { newId, openPushWorld, push } from './push-world.ts';

const { d1, byBinding, overRest, compare, rowOf } = await openPushWorld();

for (const [way, open] of [
  ['by binding', byBinding],
  ['over REST', overRest],
] as const) {
  test(`${way}, a session's lines become rows in their order, and only what is new is sent the next time`, async (t) => {
    const cwd = makeFolder(t);
    const [one, two] = [newId(), newId()];
    writeSession(cwd, one, 30);
    writeSession(cwd, two, 3);
    assert.deepEqual(await push(cwd, open()), { events: 33, sessions: 2, skipped: 0 });
    assert.deepEqual(await push(cwd, open()), { events: 0, sessions: 0, skipped: 0 });
    appendText(cwd, one, callLine(one, 5) + recordLine(one, { end_ts: 1_770_000_100, total_tokens: 35 }));
    assert.deepEqual(await push(cwd, open()), { events: 1, sessions: 1, skipped: 0 });
    await compare(cwd, one);
    await compare(cwd, two);
    assert.deepEqual(await rowOf(one), [
      {
        session_id: one,
        start_ts: 1_770_000_000,
        end_ts: 1_770_000_100,
        agent_name: 'a',
        task: 't',
        total_tokens: 35,
      },
    ]);
  });

  test(`${way}, small batches span sessions, each with the rows that its events refer to`, async (t) => {
    const cwd = makeFolder(t);
    const ids = [newId(), newId(), newId()];
    for (const id of ids) writeSession(cwd, id, 10);
    const batches: Batch[] = [];
    const target = open();
    const spy: PushTarget = {
      hasSessions: target.hasSessions,
      async write(batch) {
        batches.push(batch);
        await target.write(batch);
      },
    };
    const progress: string[] = [];
    const pushed = await push(cwd, spy, {
      limits: { maxBytes: 1e6, maxRows: 9 },
      onProgress: ({ events, sessions: reached, ofSessions }) =>
        progress.push(`${events} ${reached}/${ofSessions}`),
    });
    assert.deepEqual(pushed, { events: 30, sessions: 3, skipped: 0 });
    for (const { sessions: rows, events } of batches) {
      const known = new Set(rows.map(({ session_id }) => session_id));
      assert.ok(
        rows.length + events.length <= 10 && events.every(({ event }) => known.has(event.session_id)),
      );
    }
    assert.equal(progress.at(-1), '30 3/3');
    for (const id of ids) await compare(cwd, id);
  });
}

test('a batch keeps within its bytes, and a line that is longer goes alone', async (t) => {
  const cwd = makeFolder(t);
  const id = newId();
  appendText(cwd, id, recordLine(id));
  for (let i = 0; i < 20; i += 1)
    appendText(cwd, id, eventLine(id, { reason: '"é'.repeat(i === 7 ? 20_000 : 500) }));
  const sizes: number[] = [];
  const target: PushTarget = {
    hasSessions: async () => new Set(),
    async write({ events }) {
      const rows = events.map(({ event, text }) => [
        event.id,
        event.session_id,
        event.ts,
        event.event_type,
        text,
      ]);
      sizes.push(Buffer.byteLength(JSON.stringify(rows)));
    },
  };
  await push(cwd, target, { limits: { maxBytes: 20_000, maxRows: 1000 } });
  assert.deepEqual(
    [sizes.filter((size) => size > 20_000).length, sizes.length >= 4, sizes.length < 12],
    [1, true, true],
  );
});

test('torn and foreign lines are skipped and counted, a last line that is being written waits for its end', async (t) => {
  const cwd = makeFolder(t);
  const id = newId();
  const torn = eventLine(id);
  appendText(
    cwd,
    id,
    `${recordLine(id)}${eventLine(id)}not JSON\n${torn.slice(0, 40)}${eventLine(id)}{"x":1}\n`,
  );
  appendText(cwd, id, eventLine('sess_another') + Buffer.alloc(30).toString() + torn.slice(0, 60));
  const target = byBinding();
  assert.deepEqual(await push(cwd, target), { events: 2, sessions: 1, skipped: 4 });
  assert.deepEqual(await push(cwd, target), { events: 0, sessions: 0, skipped: 0 });
  appendText(cwd, id, torn.slice(60));
  assert.deepEqual((await push(cwd, target)).events, 1);
  assert.equal((await d1.rows(`SELECT id FROM events WHERE session_id = '${id}'`)).length, 3);
});

test('a session whose record was lost begins with its first event, and a record behind it is folded in, whatever was pushed when', async (t) => {
  const cwd = makeFolder(t);
  const id = newId();
  const target = byBinding();
  const line = eventLine(id);
  const { ts } = JSON.parse(line) as { ts: number };
  appendText(cwd, id, line);
  await push(cwd, target);
  const startOf = async () => (await rowOf(id)).map(({ start_ts, task }) => [start_ts, task]);
  assert.deepEqual(await startOf(), [[ts, null]]);
  appendText(cwd, id, recordLine(id, { start_ts: 1_769_000_000 }));
  await push(cwd, target);
  assert.deepEqual(await startOf(), [[1_769_000_000, 't']]);
  appendText(cwd, id, eventLine(id));
  await push(cwd, target);
  assert.deepEqual(await startOf(), [[1_769_000_000, 't']]);
});

test('two pushers at once on one folder leave each line once', async (t) => {
  const cwd = makeFolder(t);
  const id = newId();
  writeSession(cwd, id, 200);
  const limits = { maxBytes: 1e6, maxRows: 30 };
  await Promise.all([push(cwd, overRest(), { limits }), push(cwd, overRest(), { limits })]);
  await compare(cwd, id);
  assert.deepEqual((await push(cwd, overRest())).events, 0);
});

test('a secret that stands in a log is hidden before it is sent', async (t) => {
  const cwd = makeFolder(t);
  const id = newId();
  const secret = `ghp_${'x7Kq2LmP9vR4tW8zY3bN'.repeat(2).slice(0, 36)}`;
  appendText(
    cwd,
    id,
    recordLine(id, { task: `use ${secret}` }) + eventLine(id, { reason: `with ${secret}` }),
  );
  await push(cwd, byBinding());
  const [row] = await rowOf(id);
  const [event] = await d1.rows(`SELECT payload FROM events WHERE session_id = '${id}'`);
  assert.deepEqual(
    [row?.task, String(event?.payload).includes('with ***REDACTED***')],
    ['use ***REDACTED***', true],
  );
  writeFileSync(pathOf(cwd, id), '');
});
