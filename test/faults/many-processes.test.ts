import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { freemem } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { agentlog, makeFolder, plainEnv, readEvents } from '../cli/agentlog.ts';
import { root } from '../root.ts';
import { testNode } from '../run-node.ts';
import { DOOR } from './obedient.ts';

const PROGRAM = join(root, 'test/programs/faults/short-lived.mjs');
const PROCESSES = 200;
/** What a Node process takes of a machine's memory, with room to spare, in bytes. */
const PROCESS_BYTES = 40 << 20;

/** How one process ended. */
interface Ending {
  readonly exitCode: number | null;
  readonly signal: string | null;
  /** Its number stands for any other. */
  readonly stderr: string;
  /** What its calls took, in ms. */
  readonly tookMs: number;
}

interface Waiting {
  readonly ready: Promise<void>;
  /** Lets it go on. */
  go(): void;
  readonly ending: Promise<Ending>;
}

function start(cwd: string, number: number, env: Record<string, string>): Waiting {
  const child = spawn(testNode, [PROGRAM, DOOR, String(number)], { cwd, env: plainEnv(env) });
  let stdout = '';
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  child.stdin.on('error', () => {});
  let setReady = (): void => {};
  const ready = new Promise<void>((resolve) => {
    setReady = resolve;
  });
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
    setReady();
  });
  const ending = new Promise<Ending>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (exitCode, signal) => {
      setReady();
      const numbered = new RegExp(`process ${number} of half ${number / 2}`, 'g');
      resolve({
        exitCode,
        signal,
        stderr: stderr.replace(numbered, 'process N'),
        tookMs: Number(stdout.split('\n')[1]),
      });
    });
  });
  return { ready, go: () => child.stdin.end('x'), ending };
}

/** Starts so many processes, and lets them write at the same moment. */
async function runTogether(
  cwd: string,
  numbers: readonly number[],
  env: Record<string, string>,
): Promise<Ending[]> {
  const waiting = numbers.map((number) => start(cwd, number, env));
  await Promise.all(waiting.map(({ ready }) => ready));
  for (const { go } of waiting) go();
  return Promise.all(waiting.map(({ ending }) => ending));
}

const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => from + i);

test(`${PROCESSES} short processes write one session at once and fail: each ends as without, and each of their failures is there, once`, async (t) => {
  const cwd = makeFolder(t);
  const atOnce = Math.max(20, Math.min(PROCESSES, Math.floor(freemem() / PROCESS_BYTES)));
  const env = { AGENTLOG: 'true', CODEX_THREAD_ID: 'many' };
  const endings: Ending[] = [];
  for (let from = 0; from < PROCESSES; from += atOnce)
    endings.push(...(await runTogether(cwd, range(from, Math.min(PROCESSES, from + atOnce)), env)));

  const bare = await runTogether(makeFolder(t), range(0, 3), {});
  for (const [number, { tookMs: _, ...ending }] of endings.entries()) {
    const { tookMs: __, ...expected } = bare[number % 3] ?? { tookMs: 0 };
    assert.deepEqual(ending, expected, `process ${number}`);
  }
  const took = endings.map(({ tookMs }) => tookMs).sort((a, b) => a - b);
  t.diagnostic(
    `${atOnce} at once; two events took ${took[PROCESSES / 2]?.toFixed(1)} ms in the median and ${took.at(-1)?.toFixed(1)} ms at most, all waiting for the same cores`,
  );

  const events = readEvents(cwd);
  const messages = events
    .filter(({ event_type }) => event_type === 'failure')
    .map(({ error }) => (error as { msg: string }).msg);
  const all = range(0, PROCESSES).map((number) => `process ${number} of half ${number / 2}`);
  assert.deepEqual(messages.toSorted(), all.toSorted());
  for (const kind of ['decision', 'tool_output'])
    assert.equal(events.filter(({ event_type }) => event_type === kind).length, PROCESSES, kind);
  assert.equal(new Set(events.map(({ id }) => id)).size, 3 * PROCESSES);
  for (const { error, locals, locals_missing } of events) {
    const msg = (error as { msg?: string } | undefined)?.msg;
    const number = Number(/^process (\d+)/.exec(msg ?? '')?.[1]);
    if (msg !== undefined && number % 3 !== 0)
      assert.deepEqual(
        (locals as Record<string, unknown>).number,
        { t: 'int', v: number },
        JSON.stringify({ msg, locals, locals_missing }),
      );
  }
  const sessions = new Set(events.map(({ session_id }) => session_id));
  const [session] = sessions;
  assert.equal(sessions.size, 1);
  const lines = readFileSync(
    join(cwd, '.agentlog', `session_${String(session).slice(5)}.jsonl`),
    'utf8',
  ).split('\n');
  const records = lines.filter((line) => line.startsWith('{"session_id"'));
  assert.deepEqual([records.length, records[0], lines.at(-1)], [1, lines[0], '']);
  const shown = await agentlog(['show', 'failure', '--all', '--json'], { cwd });
  assert.deepEqual(
    [shown.exitCode, shown.stderr, shown.stdout.toString().split('\n').length],
    [0, '', PROCESSES + 1],
  );
});
