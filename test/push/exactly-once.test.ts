import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { agentlog, CLI, makeFolder, plainEnv } from '../cli/agentlog.ts';
import { type D1World, type Fault, startD1 } from '../d1/start-d1.ts';

/** Of all processes together. */
const EVENTS = Number(process.env.AGENTLOG_TEST_PUSH_EVENTS ?? 20_000);
const WRITERS = 8;
const SESSIONS = 5;
const TOKENS_A_CALL = 7;
const CHILD = fileURLToPath(new URL('write-session-child.js', import.meta.url));

const FAULTS: Readonly<Record<string, Fault>> = {
  'rate limit that says when': { status: 429, headers: { 'retry-after': '0' } },
  'rate limit that does not': { status: 429, body: '{"success":false,"errors":[],"result":null}' },
  'internal error': {
    status: 500,
    body: '{"success":false,"errors":[{"code":7500,"message":"internal error; reference = x"}],"result":null}',
  },
  gateway: {
    status: 504,
    headers: { 'content-type': 'text/html' },
    body: '<html>504 Gateway Time-out</html>',
  },
  'cut before': 'cut before',
  'cut after': 'cut after',
};

test(`${EVENTS} events of ${WRITERS} processes are rows, each once, when three calls in ten fail and pushers are killed at any time`, async (t) => {
  const d1 = await startD1();
  t.after(() => d1.close());
  const cwd = makeFolder(t);
  assert.equal((await agentlog(['push', '--init'], { cwd, env: d1.env })).exitCode, 0);
  const befell = failAtRandom(d1);

  const writers = Array.from({ length: WRITERS }, (_, i) =>
    spawn(
      process.execPath,
      [CHILD, join(cwd, '.agentlog'), `sess_once${i % SESSIONS}`, String(EVENTS / WRITERS)],
      {
        stdio: 'inherit',
        env: plainEnv(),
      },
    ),
  );
  const written = Promise.all(writers.map(ended));
  let isWritten = false;
  void written.then(() => {
    isWritten = true;
  });
  let killed = 0;
  const pushAndDie = async () => {
    while (!isWritten) killed += (await pushForAWhile(cwd, d1, 120 + Math.random() * 300)) ? 1 : 0;
  };
  await Promise.all([pushAndDie(), pushAndDie()]);
  assert.deepEqual(
    (await written).map((code) => code),
    Array.from({ length: WRITERS }, () => 0),
  );

  let last = '';
  for (let i = 0; i < 20 && last !== 'nothing to push\n'; i += 1)
    last = (await agentlog(['push'], { cwd, env: d1.env })).stdout.toString();
  assert.equal(last, 'nothing to push\n');

  const lines = linesOf(cwd);
  const rows = await d1.rows('SELECT id, payload FROM events');
  assert.equal(lines.size, EVENTS);
  assert.equal(rows.length, EVENTS);
  assert.deepEqual(
    rows.filter(({ id, payload }) => lines.get(String(id)) !== payload),
    [],
  );
  const [sums] = await d1.rows(
    'SELECT count(*) AS sessions, sum(total_tokens) AS tokens FROM agent_sessions',
  );
  assert.deepEqual(sums, { sessions: SESSIONS, tokens: (EVENTS / 10) * TOKENS_A_CALL });
  assert.ok(killed > 0 && Object.keys(FAULTS).every((name) => befell.has(name)), [killed, ...befell].join());
  t.diagnostic(`${d1.seen.length} requests, ${killed} pushers killed`);
});

/**
 * Lets every second request fail until each kind of fault has befallen one, for a slow machine makes few, and then three in ten at random;
 * gives the set of what befell them.
 */
function failAtRandom(d1: D1World): Set<string> {
  const names = Object.keys(FAULTS);
  const befell = new Set<string>();
  let requests = 0;
  d1.setFaults(() => {
    requests += 1;
    const missing = names.find((name) => !befell.has(name));
    if (missing === undefined ? Math.random() >= 0.3 : requests % 2 === 0) return undefined;
    const name = missing ?? names[Math.floor(Math.random() * names.length)] ?? '';
    befell.add(name);
    return FAULTS[name];
  });
  return befell;
}

/** Runs a push and kills it after so long; gives whether it was killed. */
async function pushForAWhile(cwd: string, d1: D1World, ms: number): Promise<boolean> {
  const child = spawn(process.execPath, [CLI, 'push'], { cwd, env: plainEnv(d1.env), stdio: 'ignore' });
  const timer = setTimeout(() => child.kill('SIGKILL'), ms);
  await ended(child);
  clearTimeout(timer);
  return child.signalCode === 'SIGKILL';
}

function ended(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => child.on('exit', resolve));
}

/** The text of every event's line, by id. */
function linesOf(cwd: string): Map<string, string> {
  const store = join(cwd, '.agentlog');
  const texts = readdirSync(store)
    .filter((name) => name.startsWith('session_'))
    .flatMap((name) => readFileSync(join(store, name), 'utf8').trim().split('\n'));
  return new Map(
    texts.flatMap((text) => {
      const { id, event_type: type } = JSON.parse(text) as { id: string; event_type?: string };
      return type === undefined ? [] : [[id, text] as const];
    }),
  );
}
