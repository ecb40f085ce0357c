import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from '../../root.ts';
import { type ProgramRun, runNode, testNode } from '../../run-node.ts';
import type { ModelServer } from './model-server.ts';

/** How a program comes to be recorded: `--import agentlog/register`, or below `agentlog run`. */
export type Way = 'register' | 'run';

/** What a program did, what the server saw of it, and the model calls that were logged. */
export interface Outcome extends ProgramRun {
  /** As JSON, sorted: what is sent at once arrives in any order. */
  readonly requests: readonly string[];
  readonly calls: readonly LoggedCall[];
}

/** An `llm_call` without what differs from run to run. */
export type LoggedCall = Readonly<Record<string, unknown>> & { readonly model: string };

export interface ClientRun {
  /** A path below `test/programs/llm`. */
  readonly program: string;
  readonly args?: readonly string[];
  readonly nodeArgs?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly server: ModelServer;
}

const REGISTER = pathToFileURL(join(root, 'dist/register.js')).href;
const folder = realpathSync(mkdtempSync(join(tmpdir(), 'agentlog-llm-')));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

/** Drawn anew in each run; the programs use it as their key. */
const secret: string = `sk-${randomBytes(24).toString('hex')}`;

/** Runs a program that knows nothing of agentlog. */
export async function runBare(run: ClientRun): Promise<Outcome> {
  return { ...(await runProgram(run, [], {})), calls: [] };
}

/** A new folder for a store. It goes when the test file ends. */
export function makeStore(): string {
  return mkdtempSync(join(folder, 'store-'));
}

/** Runs a program recorded, in a store of its own if none is given. */
export async function runRecorded(run: ClientRun, way: Way, store: string = makeStore()): Promise<Outcome> {
  const before = way === 'run' ? [join(root, 'dist/cli.js'), 'run', '--', testNode] : ['--import', REGISTER];
  // A fault of agentlog's own shows on stderr, and so in the comparison.
  const env = { AGENTLOG: 'true', AGENTLOG_DIR: store, AGENTLOG_DEBUG: '1' };
  const outcome = await runProgram(run, before, env);
  return { ...outcome, calls: readCalls(store) };
}

/** Runs a program bare and recorded, asserts that nothing but the log tells the two apart, and gives the logged calls. */
export async function compareRuns(run: ClientRun, way: Way): Promise<readonly LoggedCall[]> {
  const bare = await runBare(run);
  const { calls, ...recorded } = await runRecorded(run, way);
  assertSame(recorded, bare);
  return calls;
}

/** Asserts that two programs did the same; what differs is shown around the place where it begins. */
export function assertSame(recorded: Omit<Outcome, 'calls'>, bare: Omit<Outcome, 'calls'>): void {
  const { exitCode, signal, requests } = recorded;
  assert.deepEqual(
    {
      exitCode,
      signal,
      stdout: beginningOfDifference(recorded.stdout, bare.stdout),
      stderr: beginningOfDifference(recorded.stderr, bare.stderr),
      requests: beginningOfDifference(requests.join('\n'), bare.requests.join('\n')),
    },
    { exitCode: bare.exitCode, signal: bare.signal, stdout: 'same', stderr: 'same', requests: 'same' },
  );
}

function beginningOfDifference(recorded: string, bare: string): string | object {
  if (recorded === bare) return 'same';
  let at = 0;
  while (recorded[at] === bare[at]) at += 1;
  const line = bare.lastIndexOf('\n', at) + 1;
  const from = Math.max(line, at - 160);
  return {
    line: bare.slice(line, line + 60),
    recorded: recorded.slice(from, at + 160),
    bare: bare.slice(from, at + 160),
  };
}

async function runProgram(
  { program, args = [], nodeArgs = [], env = {}, server }: ClientRun,
  before: readonly string[],
  more: Readonly<Record<string, string>>,
): Promise<Omit<Outcome, 'calls'>> {
  server.takeRequests();
  const path = join(root, 'test/programs/llm', program);
  const outcome = await runNode([...before, ...nodeArgs, path, ...args], {
    cwd: folder,
    env: {
      PATH: process.env.PATH ?? '',
      HOME: folder,
      MODEL_SERVER: server.url,
      TEST_SECRET: secret,
      ...env,
      ...more,
    },
  });
  const requests = server
    .takeRequests()
    .map((request) => JSON.stringify(request).replace(/formdata-undici-\d+/g, 'BOUNDARY'))
    .sort();
  return { ...outcome, requests };
}

/** The model calls in a store, in the order of their lines. */
export function readCalls(store: string): LoggedCall[] {
  const names = readdirSync(store).filter((name) => name.startsWith('session_'));
  const text = names.map((name) => readFileSync(join(store, name), 'utf8')).join('');
  assert.ok(!text.includes(secret), 'the secret is in the log');
  return text
    .split('\n')
    .filter((line) => line.includes('"event_type":"llm_call"'))
    .map((line) => {
      const { event_type, id, session_id, ts, call_id, duration_ms, ...payload } = JSON.parse(line);
      assert.match(id, /^llm_[a-z2-7]{16}$/);
      assert.equal(typeof ts, 'number');
      assert.ok(typeof duration_ms === 'number' && duration_ms >= 0, line);
      return payload as LoggedCall;
    });
}
