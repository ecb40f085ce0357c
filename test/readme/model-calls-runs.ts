import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { readEvents } from '../cli/agentlog.ts';
import type { Runs } from './pages.ts';
import { makeProject, sh } from './project.ts';

/** A program that asks a model on a server of its own. */
const CALLS_A_MODEL = `
import { createServer } from 'node:http';
const answer = { choices: [{ message: { content: 'Hello' } }], usage: { prompt_tokens: 3, completion_tokens: 4 } };
const server = createServer((request, response) => request.resume().on('end', () => response.end(JSON.stringify(answer))));
await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
const body = JSON.stringify({ model: 'gpt-4', messages: [{ role: 'user', content: 'hi' }] });
const url = 'http://127.0.0.1:' + server.address().port + '/v1/chat/completions';
const { choices } = await (await fetch(url, { method: 'POST', body })).json();
console.log(choices[0].message.content);
server.close();
`;

/** What is done with the snippets of docs/model-calls.md. */
export const modelCallsRuns: Runs = [
  [
    'npx agentlog run -- node app.js',
    async (text) => {
      const project = makeProject();
      writeFileSync(join(project, 'app.js'), CALLS_A_MODEL);
      const { exitCode, stdout } = await sh(text, project);
      assert.equal(exitCode, 0);
      const [printed, line] = stdout.toString().split('\n');
      assert.equal(printed, 'Hello');
      assert.match(line ?? '', /^\S+Z llm_call gpt-4 {2}3 in, 4 out, \S+ \S+ {2}"hi" -> "Hello"$/);
    },
  ],
  [
    "import { llmCall, logLlmCall } from 'agentlog';",
    async (text) => {
      const project = makeProject();
      const setting = `const messages = [{ role: 'user', content: 'hi' }];
const ask = async () => ({ text: 'Hello', usage: { input: 3, output: 1 } });\n`;
      writeFileSync(join(project, 'app.js'), `${setting}${text}\nconsole.log(answer);`);
      const { stdout, stderr } = await sh('AGENTLOG=true node app.js', project);
      assert.deepEqual([stdout.toString(), stderr], ['Hello\n', '']);
      assert.deepEqual(
        readEvents(project).map(({ prompt, response, tokens_total }) => [prompt, response, tokens_total]),
        [
          [{ t: 'str', v: 'hi' }, { t: 'str', v: 'Hello' }, 4],
          [{ t: 'str', v: 'Fix the bug' }, { t: 'str', v: 'Done.' }, 1700],
        ],
      );
    },
  ],
  [
    "import { llmCall } from 'agentlog';",
    async (text) => {
      const project = makeProject();
      const setting = "const prompt = 'hi';\nasync function* stream() {\n  yield 'Hel';\n  yield 'lo';\n}\n";
      writeFileSync(join(project, 'app.js'), setting + text);
      const { stdout, stderr } = await sh('AGENTLOG=true node app.js', project);
      assert.deepEqual([stdout.toString(), stderr], ['Hello', '']);
      assert.deepEqual(
        readEvents(project).map(({ response }) => response),
        [{ t: 'str', v: 'Hello' }],
      );
    },
  ],
  [
    "npx agentlog llm --model gpt-4 --in 1250 --out 450 --prompt 'Fix the bug' --response 'Done.' --ms 2340.5",
    async (text) => {
      const { stdout } = await sh(text, makeProject());
      assert.match(stdout.toString(), /^llm_[a-z2-7]{16}\n$/);
    },
  ],
  [
    'npx agentlog tokens',
    async (text) => {
      const project = makeProject();
      await sh('npx agentlog llm --model gpt-4 --in 3 --out 4', project);
      const { stdout } = await sh(text, project);
      const json = '{"total_tokens":7,"by_model":{"gpt-4":{"calls":1,"tokens":7}}}';
      assert.equal(stdout.toString(), `7 tokens, 1 call\ngpt-4: 7 tokens, 1 call\n${json}\n`);
    },
  ],
  [
    "import { folderStore, tokenSummary } from 'agentlog';",
    async (text) => {
      const shop = makeProject();
      await sh('npx agentlog llm --model gpt-4 --in 3 --out 4', shop);
      const project = makeProject();
      const path = relative(project, join(shop, '.agentlog'));
      const program = text.replace('../shop/.agentlog', path);
      writeFileSync(join(project, 'ask.js'), `${program}console.log(total_tokens);\n`);
      const { stdout, stderr } = await sh('node ask.js', project);
      assert.deepEqual([stdout.toString(), stderr], ['7\n', '']);
    },
  ],
];
