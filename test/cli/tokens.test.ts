import assert from 'node:assert/strict';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from '../root.ts';
import { agentlog, makeFolder, readEvents, runProcess } from './agentlog.ts';

const node = process.execPath;
const door = join(root, 'dist/index.js');

const text = async (args: readonly string[], cwd: string, env = {}): Promise<string> => {
  const { exitCode, stdout, stderr } = await agentlog(args, { cwd, env });
  assert.deepEqual([exitCode, stderr], [0, '']);
  return stdout.toString();
};

/** Makes 50 calls of each of two models in a process, and 50 in a thread of it. */
const CALLER = `
import { isMainThread, Worker } from 'node:worker_threads';
import { llmCall, logLlmCall } from ${JSON.stringify(door)};
if (isMainThread) new Worker(new URL(import.meta.url));
for (let i = 0; i < 50; i += 1) {
  logLlmCall({ model: 'gpt-4', prompt: 'p', response: 'r', tokensIn: 100, tokensOut: i, tokensCached: 90, tokensReasoning: i, durationMs: 1 });
  await llmCall('gpt-3.5-turbo', 'p', async (call) => {
    call.tokensIn = 7;
    call.tokensOut = 1;
  });
}
`;

test('tokens tells in a fourth process what two others and their threads called at once, to the token', async (t) => {
  const cwd = makeFolder(t);
  writeFileSync(join(cwd, 'caller.mjs'), CALLER);
  const env = { AGENTLOG: 'true' };
  const start = `require(${JSON.stringify(door)}).startSession('cursor', 'fix validation bug')`;
  await runProcess(node, ['-e', start], { cwd, env });
  const callers = await Promise.all([1, 2].map(() => runProcess(node, ['caller.mjs'], { cwd, env })));
  assert.deepEqual(
    callers.map(({ exitCode, stderr }) => [exitCode, stderr]),
    [
      [0, ''],
      [0, ''],
    ],
  );
  const big = 4 * (50 * 100 + (49 * 50) / 2);
  const summary = {
    total_tokens: big + 4 * 50 * 8,
    by_model: { 'gpt-4': { calls: 200, tokens: big }, 'gpt-3.5-turbo': { calls: 200, tokens: 1600 } },
  };
  assert.equal(await text(['tokens', '--json'], cwd), `${JSON.stringify(summary)}\n`);
  assert.equal(
    await text(['tokens'], cwd),
    `${big + 1600} tokens, 400 calls\ngpt-4: ${big} tokens, 200 calls\ngpt-3.5-turbo: 1600 tokens, 200 calls\n`,
  );
  const print = `console.log(JSON.stringify(require(${JSON.stringify(door)}).tokenSummary()))`;
  const seen = await runProcess(node, ['-e', print], { cwd, env });
  assert.equal(seen.stdout.toString(), `${JSON.stringify(summary)}\n`);
  await text(['end'], cwd);
  const [row = ''] = (await text(['sessions', '--json'], cwd)).split('\n');
  assert.equal(JSON.parse(row).total_tokens, summary.total_tokens);
  // The newest session, where none is current.
  assert.equal(await text(['tokens', '--json'], cwd), `${JSON.stringify(summary)}\n`);
});

test('llm logs a call from the shell, on whether recording is or off, and prints its id', async (t) => {
  const cwd = makeFolder(t);
  const session = (await text(['start', 'claude', 'by hand'], cwd)).trim();
  const args = ['--model', 'gpt-4', '--in', '1250', '--out', '450'];
  const id = await text(
    ['llm', ...args, '--prompt', 'Fix bug', '--response', 'Done', '--ms', '2340.56'],
    cwd,
  );
  assert.match(id, /^llm_[a-z2-7]{16}\n$/);
  await text(['llm', ...args], cwd);
  const [{ ts, ...event } = {}, short] = readEvents(cwd);
  assert.equal(typeof ts, 'number');
  assert.deepEqual(event, {
    event_type: 'llm_call',
    id: id.trim(),
    session_id: session,
    call_id: id.trim().slice(4),
    model: 'gpt-4',
    tokens_in: 1250,
    tokens_out: 450,
    tokens_total: 1700,
    duration_ms: 2340.6,
    prompt: { t: 'str', v: 'Fix bug' },
    response: { t: 'str', v: 'Done' },
  });
  assert.deepEqual([short?.duration_ms, short?.prompt], [null, { t: 'null' }]);
  assert.match(
    await text(['show', '--last', '2'], cwd),
    /^\S+Z llm_call gpt-4 {2}1250 in, 450 out, 2\.3 s {2}"Fix bug" -> "Done"\n\S+Z llm_call gpt-4 {2}1250 in, 450 out\n$/,
  );
  assert.equal(
    await text(['tokens', '--session', session], cwd),
    '3400 tokens, 2 calls\ngpt-4: 3400 tokens, 2 calls\n',
  );
});

test('llm without a session opens one for itself, and wrong usage writes nothing', async (t) => {
  const cwd = makeFolder(t);
  const wrong = await agentlog(['llm', '--model', 'm', '--in', '-1', '--out', '2'], { cwd });
  assert.equal(wrong.exitCode, 2);
  assert.equal(existsSync(join(cwd, '.agentlog')), false);
  await text(['llm', '--model', 'm', '--in', '1', '--out', '2'], cwd);
  const [row = ''] = (await text(['sessions', '--json'], cwd)).split('\n');
  const { agent_name, task, total_tokens, end_ts } = JSON.parse(row);
  assert.deepEqual([agent_name, task, total_tokens, end_ts !== null], ['node', 'agentlog llm', 3, true]);
});

test('tokens without a store says so in one line and makes nothing', async (t) => {
  const cwd = makeFolder(t);
  const { exitCode, stderr } = await agentlog(['tokens'], { cwd });
  assert.equal(exitCode, 1);
  assert.match(stderr, /^agentlog: nothing was recorded in .*\n$/);
  assert.deepEqual(readdirSync(cwd), []);
});

test('a session without calls has no tokens', async (t) => {
  const cwd = makeFolder(t);
  await text(['start', 'a', 'b'], cwd);
  assert.equal(await text(['tokens', '--json'], cwd), '{"total_tokens":0,"by_model":{}}\n');
  assert.equal(await text(['tokens'], cwd), '0 tokens, 0 calls\n');
});

test('a model with a hostile name is printed on one line, and as JSON', async (t) => {
  const cwd = makeFolder(t);
  for (const model of ['__proto__', 'a\n\u001b[2Jb'])
    await text(['llm', '--model', model, '--in', '1', '--out', '2'], cwd, { AGENTLOG_SESSION: 'sess_names' });
  assert.equal(
    await text(['tokens', '--session', 'sess_names'], cwd),
    '6 tokens, 2 calls\n__proto__: 3 tokens, 1 call\na\\n\\x1b[2Jb: 3 tokens, 1 call\n',
  );
  const json = await text(['tokens', '--json', '--session', 'sess_names'], cwd);
  assert.deepEqual(Object.keys(JSON.parse(json).by_model), ['__proto__', 'a\n\u001b[2Jb']);
});
