import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { agentlog, makeFolder, plainEnv } from '../cli/agentlog.ts';
import { root } from '../root.ts';
import { testNode } from '../run-node.ts';
import { DOOR } from './obedient.ts';

const PROGRAM = join(root, 'test/programs/faults/writes-all.mjs');
const ROUNDS = 6;
const WRITERS = 4;
/** Most writers are killed within this time of their first event; one of each round at any time from its start on, as it comes up. */
const MAX_LIFE_MS = 400;

/** What a writer said before it was killed. */
interface Said {
  readonly ids: readonly string[];
  readonly tokens: number;
  readonly stderr: string;
}

/** Runs a writer and kills it at a random moment. */
function writeUntilKilled(cwd: string, number: number): Promise<Said> {
  const env = plainEnv({ AGENTLOG: 'true', AGENTLOG_SESSION: 'sess_killed' });
  const child = spawn(testNode, [PROGRAM, DOOR, String(number)], { cwd, env });
  const killLater = (): unknown => setTimeout(() => child.kill('SIGKILL'), Math.random() * MAX_LIFE_MS);
  if (number % WRITERS === 0) killLater();
  else child.stdout.once('data', killLater);
  let said = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    said += chunk;
  });
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    stderr += chunk;
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', () => {
      // The last line may be torn: the writer was killed while it wrote.
      const lines = said.split('\n').slice(0, -1);
      const pairs = lines.map((line) => line.split(' '));
      const tokens = pairs.reduce((sum, [, count]) => sum + Number(count), 0);
      resolve({ ids: pairs.map(([id = '']) => id), tokens, stderr });
    });
  });
}

interface Stored {
  readonly id: string;
  readonly event_type: string;
  readonly tokens_total?: number;
  readonly model?: string;
}

test(`${WRITERS} programs write all kinds of events to one session and are killed at random moments, ${ROUNDS} times: what a call returned from is read, once, by every command`, async (t) => {
  const cwd = makeFolder(t);
  execFileSync('git', ['init', '-q'], { cwd, env: plainEnv() });
  writeFileSync(join(cwd, 'a.txt'), 'text\n');
  const acknowledged: string[] = [];
  let tokens = 0;
  let killed = 0;
  let mostTorn = 0;
  const kinds = new Set<string>();
  for (let round = 0; round < ROUNDS; round += 1) {
    const writers = Array.from({ length: WRITERS }, (_, i) => writeUntilKilled(cwd, round * WRITERS + i + 1));
    for (const { ids, tokens: counted, stderr } of await Promise.all(writers)) {
      acknowledged.push(...ids);
      tokens += counted;
      killed += 1;
      assert.equal(stderr, '');
    }
    if (!existsSync(join(cwd, '.agentlog', 'session_killed.jsonl'))) continue;

    const shown = await agentlog(['show', '--all', '--json', '--session', 'sess_killed'], { cwd });
    const stored = shown.stdout
      .toString()
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Stored);
    const ids = new Set(stored.map(({ id }) => id));
    assert.deepEqual([shown.exitCode, ids.size], [0, stored.length]);
    assert.deepEqual(
      acknowledged.filter((id) => !ids.has(id)),
      [],
    );
    // A writer may be killed between an event and its acknowledgement, and leave one line torn.
    assert.ok(ids.size - acknowledged.length <= killed, `${ids.size} stored, ${acknowledged.length} known`);
    const torn = Number(
      /^(?:agentlog: (\d+) lines? (?:was|were) skipped: .*\n)?$/.exec(shown.stderr)?.[1] ?? 0,
    );
    assert.ok(torn <= killed, `${torn} torn lines of ${killed} killed programs`);
    mostTorn = Math.max(mostTorn, torn);
    for (const { event_type } of stored) kinds.add(event_type);

    const summed = await agentlog(['tokens', '--json'], { cwd });
    assert.deepEqual([summed.exitCode, JSON.parse(summed.stdout.toString())], [0, sumOf(stored)]);
    assert.ok(sumOf(stored).total_tokens >= tokens);
    const context = await agentlog(['context'], { cwd });
    assert.equal(context.exitCode, 0, context.stderr);
    assert.match(context.stdout.toString(), /RangeError: turn \d+ of 3/);
  }
  t.diagnostic(`${acknowledged.length} events of ${killed} killed programs; ${mostTorn} torn lines`);
  assert.ok(acknowledged.length > ROUNDS * WRITERS * 10);
  assert.deepEqual([...kinds].sort(), ['decision', 'failure', 'git_diff', 'llm_call', 'tool_output']);
});

/** What `tokens --json` is to give for these events. */
function sumOf(stored: readonly Stored[]): { total_tokens: number; by_model: Record<string, unknown> } {
  const by_model: Record<string, { calls: number; tokens: number }> = {};
  let total_tokens = 0;
  for (const { event_type, model = '', tokens_total = 0 } of stored) {
    if (event_type !== 'llm_call') continue;
    by_model[model] ??= { calls: 0, tokens: 0 };
    by_model[model].calls += 1;
    by_model[model].tokens += tokens_total;
    total_tokens += tokens_total;
  }
  return { total_tokens, by_model };
}
