import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { SCHEMA } from '../../src/store/d1/schema.ts';
import { startD1 } from '../d1/start-d1.ts';
import { randomWord } from '../redact/secrets.ts';
import { root } from '../root.ts';
import { PLATFORMS, type Platform } from './platforms.ts';
import { type RunningWorker, startWorker } from './start-worker.ts';
import { eventsOf, type Row, sessionsOf } from './stored-rows.ts';

const [FIRST] = PLATFORMS as [Platform];

test('the door imports nothing but parts of its own, and these likewise', () => {
  const reached = new Set<string>();
  const visit = (path: string): void => {
    if (reached.has(path)) return;
    reached.add(path);
    const text = readFileSync(path, 'utf8');
    assert.deepEqual(text.match(/\bimport\(.*|\brequire\(.*/g), null, path);
    for (const [, from, bare] of text.matchAll(/^(?:import .*|\}) from "([^"]*)";|^import "([^"]*)"/gm)) {
      const target = from ?? bare ?? '';
      assert.match(target, /^\.{1,2}\//, path);
      visit(join(dirname(path), target));
    }
  };
  visit(join(root, 'dist/d1.js'));
  assert.ok(reached.size > 1);
});

test('a Worker logs over REST as over a binding', async (t) => {
  const world = await startD1();
  t.after(() => world.close());
  await world.db.batch(SCHEMA.map(({ sql }) => world.db.prepare(sql)));
  world.setFaults((_request, index) => (index === 0 ? { status: 500 } : undefined));
  const worker = await startWorker(t, { ...FIRST, bindings: world.env });
  const { session, ids, tokens, warnings } = await worker.ask('/rest');
  const rows = await world.rows(`SELECT id FROM events WHERE session_id = '${session}' ORDER BY rowid`);
  assert.deepEqual(
    { ids: rows.map(({ id }) => id), tokens, warnings },
    { ids, tokens: { total_tokens: 15, by_model: { 'm-1': { calls: 1, tokens: 15 } } }, warnings: [] },
  );
});

test('an event goes into the session that is given, though another store began it', async (t) => {
  const worker = await startWorker(t, FIRST);
  const { session, ids } = await worker.ask('/given');
  const [row] = await sessionsOf(worker, session);
  assert.deepEqual(
    [
      (await eventsOf(worker, session)).map(({ payload }) => payload.id),
      row?.agent_name,
      row?.task,
      row?.end_ts !== null,
    ],
    [ids, 'shop-agent', 'a task', true],
  );
});

test('a session opens by itself at the first event, and ends with the last flush', async (t) => {
  const worker = await startWorker(t, FIRST);
  const { before, session } = await worker.ask('/implicit');
  const [row] = await sessionsOf(worker, session);
  assert.deepEqual([before, row?.agent_name, row?.task], [null, 'worker', null]);
  assert.ok(Number(row?.end_ts) >= Number(row?.start_ts));
  assert.equal((await eventsOf(worker, session)).length, 5);
});

test('a store that is not enabled logs nothing', async (t) => {
  const worker = await startWorker(t, FIRST);
  const { given, warnings } = await worker.ask('/off');
  assert.deepEqual([given, warnings], [['', null, '', '', '', '', '', ''], []]);
  assert.deepEqual(await worker.rows('SELECT * FROM agent_sessions'), []);
});

test('what was logged counts before it is written, and several flushes at once write it once', async (t) => {
  const worker = await startWorker(t, FIRST);
  const { session, total_tokens, events } = await worker.ask('/unflushed');
  const kinds = ['failure', 'llm_call', 'tool_output', 'git_diff', 'decision'];
  assert.deepEqual([total_tokens, events], [30, [...kinds.slice(3), ...kinds]]);
  assert.equal((await eventsOf(worker, session)).length, 10);
});

for (const count of [1500, 4999]) {
  test(`${count} events of one request are all written, in their order`, async (t) => {
    const worker = await startWorker(t, FIRST);
    const { session, warnings } = await worker.ask(`/many?count=${count}`);
    assert.deepEqual(warnings, []);
    const answers = (await settledEvents(worker, session, count)).map(({ payload }) => payload.answer);
    assert.deepEqual(
      answers,
      Array.from({ length: count }, (_, i) => i),
    );
  });
}

test('no piece of a secret reaches a row', async (t) => {
  const worker = await startWorker(t, FIRST);
  const run = `${randomWord(36)}7a4k`;
  const word = randomWord(18);
  const secrets = [`sk-${randomWord(48)}`, `Bearer ${run}`, `password=${word}`, run];
  await worker.ask('/secrets', { method: 'POST', body: JSON.stringify({ secrets }) });
  const text = JSON.stringify([
    await worker.rows('SELECT * FROM agent_sessions'),
    await worker.rows('SELECT * FROM events'),
    worker.printed,
  ]);
  const cores = [secrets[0]?.slice(8) ?? '', run, word];
  const found = cores.flatMap((core) =>
    Array.from({ length: core.length - 7 }, (_, i) => core.slice(i, i + 8)).filter((piece) =>
      text.includes(piece),
    ),
  );
  assert.deepEqual(found, []);
  assert.ok(text.split('***REDACTED***').length > (40 * secrets.length) / 2);
});

/** The events once there are so many: what `waitUntil` does goes on behind the answer. */
async function settledEvents(worker: RunningWorker, session: unknown, count: number): Promise<Row[]> {
  for (let look = 0; look < 100; look += 1) {
    const rows = await eventsOf(worker, session);
    if (rows.length >= count) return rows;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return eventsOf(worker, session);
}
