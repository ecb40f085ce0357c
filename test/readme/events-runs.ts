import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe } from '../../src/value/describe.ts';
import { CHECK, makeTurns } from './make-turns.ts';
import type { Runs } from './pages.ts';
import { sh } from './project.ts';

/** Logs what the page shows, each event with the page's own texts. */
const PROGRAM = `import { logDecision, logFailure, logGitDiff, logLlmCall, logToolOutput, startSession, endSession, toolCall } from 'agentlog';
import { AssertionError } from 'node:assert';

function processSkill(confidence, apiKey) {
  const skills = new Map([['parse', 0.5]]);
  const user = { id: 'u_123', tags: ['a', 'b'] };
  if (confidence > 1) throw new RangeError(\`Invalid confidence: \${confidence}\`);
  return [skills, user];
}

startSession('claude', 'fix validation bug');
try {
  processSkill(1.5, process.argv[2]);
} catch (error) {
  logFailure(error);
}
const tools = ['read_file', 'run_tests'].map((name) => ({ function: { name } }));
logLlmCall({
  model: 'gpt-4',
  prompt: [{ role: 'user', content: 'Fix the bug in process_skill' }],
  response: { choices: [{ message: { content: null, tool_calls: tools } }] },
  tokensIn: 1250, tokensOut: 450, tokensCached: 1000, tokensReasoning: 200, durationMs: 2340.5,
});
try {
  toolCall('run_tests', () => {
    console.log('test_process_skill PASSED');
    throw new AssertionError({ message: 'Expected [0,1], got 1.5' });
  });
} catch {}
logGitDiff(5);
logDecision('Should retry failed request?', true, 'error_count < 3', { error_count: 1, max_retries: 3 });
endSession();
`;

let stored: Promise<Record<string, unknown>[]> | undefined;

/** The lines of the session of that program, as they are stored: it is run once. */
export function storedLines(): Promise<Record<string, unknown>[]> {
  stored ??= run();
  return stored;
}

async function run(): Promise<Record<string, unknown>[]> {
  const project = await makeTurns();
  writeFileSync(join(project, 'skill.js'), PROGRAM);
  // The first turn of the program's own session is compared with the last commit.
  await sh('git add -A && git -c user.name=a -c user.email=a@example.org commit -qm program', project);
  await sh('node_modules/.bin/agentlog end; rm -r .agentlog', project);
  writeFileSync(join(project, 'src/main.js'), CHECK.after);
  const key = randomBytes(12).toString('hex');
  const { exitCode, stderr } = await sh(`AGENTLOG=true node skill.js ${key}`, project);
  assert.deepEqual([exitCode, stderr], [0, '']);
  const [name = ''] = readdirSync(join(project, '.agentlog')).filter((file) => file.endsWith('.jsonl'));
  const text = readFileSync(join(project, '.agentlog', name), 'utf8');
  assert.ok(!text.includes(key));
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

/** What differs between two runs of the program, from the stored line, and the rest from the page. */
const OF_THE_RUN: ReadonlySet<string> = new Set(['id', 'session_id', 'ts', 'call_id', 'start_ts', 'end_ts']);

async function compare(text: string): Promise<void> {
  const shown = JSON.parse(text) as Record<string, unknown>;
  const lines = await storedLines();
  const line = lines.findLast(({ event_type }) => event_type === shown.event_type) ?? {};
  const expected = Object.fromEntries(
    Object.entries(line).map(([key, value]) => [key, OF_THE_RUN.has(key) ? shown[key] : value]),
  );
  if (shown.event_type === 'tool_output') expected.duration_ms = shown.duration_ms;
  // The keys' order is part of the format.
  assert.equal(JSON.stringify(shown, null, 1), JSON.stringify(expected, null, 1));
  for (const key of OF_THE_RUN) assert.equal(typeof shown[key], typeof line[key], key);
}

/** What is done with the snippets of docs/events.md. */
export const eventsRuns: Runs = [
  [/^\{"event_type":"(?:failure|llm_call|tool_output|git_diff|decision)"/, compare],
  [/^\{"session_id":/, compare],
  [
    '\'Ada\'                            // {"t":"str","v":"Ada"}',
    (text) => {
      const wrong = text
        .trim()
        .split('\n')
        .map((line) => /^(.*?) +\/\/ (.*)$/.exec(line) ?? [line, '', 'no descriptor'])
        .filter(([, value, shown]) => {
          // biome-ignore lint/security/noGlobalEval: the page's own lines
          const found = JSON.stringify(describe(eval?.(`(${value})`)));
          return found.replace(/x{200}/, 'xxx…') !== shown;
        });
      assert.deepEqual(wrong, []);
    },
  ],
];
