import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { SCHEMA } from '../../src/store/d1/schema.ts';
import { startD1 } from '../d1/start-d1.ts';
import { randomWord } from '../redact/secrets.ts';
import { root } from '../root.ts';
import { type RunningWorker, startWorker } from './start-worker.ts';

const PLAIN = 'test/programs/worker/plain.js';
const ALS = 'test/programs/worker/als.js';
interface Platform {
  readonly title: string;
  readonly entry: string;
  readonly compatibilityDate: string;
  readonly compatibilityFlags: readonly string[];
  /** Whether a session is carried by the async context. */
  readonly carries: boolean;
}
const PLATFORMS: readonly Platform[] = [
  {
    title: 'no flag in 2024',
    entry: PLAIN,
    compatibilityDate: '2024-01-01',
    compatibilityFlags: [],
    carries: false,
  },
  {
    title: 'no flag in 2026',
    entry: PLAIN,
    compatibilityDate: '2026-04-01',
    compatibilityFlags: [],
    carries: false,
  },
  {
    title: 'nodejs_als',
    entry: ALS,
    compatibilityDate: '2024-01-01',
    compatibilityFlags: ['nodejs_als'],
    carries: true,
  },
  {
    title: 'nodejs_compat in 2024',
    entry: ALS,
    compatibilityDate: '2024-01-01',
    compatibilityFlags: ['nodejs_compat'],
    carries: true,
  },
  {
    title: 'nodejs_compat in 2026',
    entry: PLAIN,
    compatibilityDate: '2026-04-01',
    compatibilityFlags: ['nodejs_compat'],
    carries: true,
  },
];
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

for (const platform of PLATFORMS) {
  test(`under ${platform.title} a Worker logs all five kinds and reads them back`, async (t) => {
    const worker = await startWorker(t, platform);
    const { session, ids, events, tokens, warnings } = await worker.ask('/all');
    const stored = (await eventsOf(worker, session)).map(({ payload }) => payload);
    assert.deepEqual(stored, events);
    const [failure, call, output, diff, decision] = stored.map(({ id, session_id, ts, call_id, ...rest }) => {
      assert.deepEqual([session_id, typeof ts], [session, 'number']);
      assert.equal(
        call_id,
        'call_id' in rest || call_id === undefined ? call_id : String(id).replace(/^.*_/, ''),
      );
      return rest;
    });
    const { location, ...failed } = failure ?? {};
    assert.deepEqual(
      { failed, call, output, diff, decision, tokens, warnings, ids: stored.map(({ id }) => id) },
      {
        failed: {
          event_type: 'failure',
          error: { type: 'TypeError', msg: "Cannot read properties of undefined (reading 'length')" },
          locals: {},
          locals_missing: 'a Worker has no debugger to read them with',
        },
        call: {
          event_type: 'llm_call',
          model: 'm-1',
          tokens_in: 12,
          tokens_out: 3,
          tokens_total: 15,
          duration_ms: 20.3,
          prompt: { t: 'str', v: 'Fix it' },
          response: { t: 'str', v: 'Done.' },
        },
        output: {
          event_type: 'tool_output',
          tool: 'npm test',
          stdout: '1 passed',
          stderr: '',
          exit_code: 0,
          duration_ms: 5,
        },
        diff: {
          event_type: 'git_diff',
          turn_number: 1,
          files_changed: 1,
          lines_added: 1,
          lines_removed: 1,
          diff: 'diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\n',
          truncated: false,
        },
        decision: {
          event_type: 'decision',
          question: 'Retry?',
          answer: true,
          reason: 'it was a timeout',
          context: { user: { t: 'User', v: { id: 3 } } },
        },
        tokens: { total_tokens: 15, by_model: { 'm-1': { calls: 1, tokens: 15 } } },
        warnings: [],
        ids,
      },
    );
    const { file, function: name } = location as { file: string; function: string };
    assert.deepEqual([file.endsWith('worker.js'), name], [true, 'fail']);
    const [row] = await sessionsOf(worker, session);
    assert.deepEqual(
      [row?.agent_name, row?.task, row?.total_tokens, Number(row?.end_ts) >= Number(row?.start_ts)],
      ['shop-agent', 'answer a ticket', 15, true],
    );
  });

  test(`under ${platform.title} requests that share a store at the same time stay apart`, async (t) => {
    const worker = await startWorker(t, platform);
    const names = Array.from({ length: 12 }, (_, i) => `r${i}`);
    const suffix = platform.carries ? '' : '&byHand';
    const answers = await Promise.all(names.map((name) => worker.ask(`/concurrent?name=${name}${suffix}`)));
    for (const { session, seen, warnings } of answers) assert.deepEqual([seen, warnings], [[session], []]);
    assert.equal(new Set(answers.map(({ session }) => session)).size, names.length);
    for (const [i, name] of names.entries()) {
      const events = await eventsOf(worker, answers[i]?.session);
      const asked = events.map(({ payload }) => payload.question).sort();
      assert.deepEqual(
        asked,
        [0, 1, 2, 3].map((n) => `${name} ${n}`),
      );
    }
  });

  test(`under ${platform.title} hostile values are logged, and none of their code is run`, async (t) => {
    const worker = await startWorker(t, platform);
    const { session, ran, logged, expected, wrong, warnings } = await worker.ask('/hostile');
    assert.deepEqual([ran, logged, wrong], [[], expected, ['', '']]);
    assert.equal((await eventsOf(worker, session)).length, expected);
    const [longest] = await worker.rows('SELECT max(length(payload)) AS chars FROM events');
    assert.ok(Number(longest?.chars) < 24_000, `${longest?.chars} characters`);
    for (const line of warnings as string[]) assert.match(line, /^agentlog: .* is no session id$/);
  });
}

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

interface Row {
  readonly payload: Record<string, unknown>;
}

async function eventsOf(worker: RunningWorker, session: unknown): Promise<Row[]> {
  const rows = await worker.rows(`SELECT payload FROM events WHERE session_id = '${session}' ORDER BY rowid`);
  return rows.map(({ payload }) => ({ payload: JSON.parse(String(payload)) as Record<string, unknown> }));
}

function sessionsOf(worker: RunningWorker, session: unknown): Promise<Record<string, unknown>[]> {
  return worker.rows(`SELECT * FROM agent_sessions WHERE session_id = '${session}'`);
}

/** The events once there are so many: what `waitUntil` does goes on behind the answer. */
async function settledEvents(worker: RunningWorker, session: unknown, count: number): Promise<Row[]> {
  for (let look = 0; look < 100; look += 1) {
    const rows = await eventsOf(worker, session);
    if (rows.length >= count) return rows;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return eventsOf(worker, session);
}
