import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { type Result, readEvents, runProcess } from './cli/agentlog.ts';
import { PATH, packPackage } from './installed.ts';
import { root } from './root.ts';

const node = process.execPath;
const env = { PATH };

interface Block {
  readonly page: string;
  /** `sh`, `js`, `json` or none. */
  readonly language: string;
  readonly text: string;
}

const pages = [
  'README.md',
  'CONTRIBUTING.md',
  ...readdirSync(join(root, 'docs')).map((name) => `docs/${name}`),
];
const blocks: Block[] = pages.flatMap((page) =>
  [...read(page).matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].map(([, language = '', text = '']) => ({
    page,
    language,
    text,
  })),
);

function read(page: string): string {
  return readFileSync(join(root, page), 'utf8');
}

const { install } = packPackage();
let projects = 0;

/** A new project that crashes in whatever way it is run, with the package installed as the README says. */
function makeProject(): string {
  const scripts = { test: 'node app.js' };
  projects += 1;
  const project = install(`project ${projects}`, { type: 'module', scripts });
  mkdirSync(join(project, '.agentlog'), { mode: 0o700 });
  mkdirSync(join(project, 'sub'));
  const crash = 'function read(order) {\n  return order.item.price;\n}\nread({ id: 7 });\n';
  writeFileSync(join(project, 'app.js'), crash);
  writeFileSync(join(project, 'main.js'), crash);
  return project;
}

/** What the crash of `app.js` looks like to whoever asks for it. */
const CRASH =
  /TypeError: Cannot read properties of undefined \(reading 'price'\)\n {2}at app\.js:2 read\n {2}order = \{id: 7\}\n/;

/** Runs lines of shell as they stand on the page, each in a shell of the same session. */
function sh(lines: string, cwd: string): Promise<Result> {
  return runProcess('sh', ['-c', lines], { cwd, env });
}

function failuresIn(project: string): Record<string, unknown>[] {
  return readEvents(project).filter(({ event_type }) => event_type === 'failure');
}

/** Copies the demo's program, crashes it under `run` and gives what came out and was stored. */
async function demo(): Promise<{ stderr: string; event: Record<string, unknown> }> {
  const project = makeProject();
  cpSync(join(root, 'examples/checkout'), project, { recursive: true });
  const { stderr } = await sh('npx --no-install agentlog run -- node checkout.js', project);
  return { stderr, event: failuresIn(project)[0] ?? {} };
}

/** Runs a program that has a tool of that name, and gives what it logged in short. */
async function eventsOfTools(text: string): Promise<string[]> {
  const project = makeProject();
  const before =
    "const files = ['x.js'];\nconst runTests = async ([file]) => console.log('ran', file, '1 file');\n";
  writeFileSync(join(project, 'app.js'), before + text);
  const { exitCode, stdout, stderr } = await sh('AGENTLOG=true node app.js', project);
  assert.deepEqual([exitCode, stdout.toString(), stderr], [0, '', '']);
  return readEvents(project).map((event) =>
    [event.event_type, event.tool ?? event.answer, event.stdout]
      .filter((part) => part !== undefined)
      .join(' '),
  );
}

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

const CHECK = {
  before: `export function check(confidence) {
  if (confidence > 1) throw new RangeError('too sure');
}
`,
  after: `export function check(confidence) {
  if (confidence < 0 || confidence > 1) {
    throw new RangeError(\`must be 0 to 1, got \${confidence}\`);
  }
}
`,
};

/** A project in git with a session of four turns. */
async function makeTurns(): Promise<string> {
  const project = makeProject();
  mkdirSync(join(project, 'src'));
  writeFileSync(join(project, 'src/main.js'), CHECK.before);
  writeFileSync(join(project, '.gitignore'), 'node_modules\n');
  const git = 'git -c user.name=a -c user.email=a@example.org';
  const lines = [
    'git init -q && git add -A',
    `${git} commit -qm first`,
    'node_modules/.bin/agentlog start task',
    'node_modules/.bin/agentlog diff --turn 4',
  ];
  const { exitCode, stderr } = await sh(lines.join(' && '), project);
  assert.deepEqual([exitCode, stderr], [0, '']);
  return project;
}

/** What is done with each block, found by its page and first line; a block that is not here fails the test below. */
const RUNS: readonly (readonly [
  page: string,
  firstLine: string,
  run: (text: string) => Promise<void> | void,
])[] = [
  [
    'README.md',
    'export function cartTotal(items, coupons) {',
    (text) => assert.ok(read('examples/checkout/cart.js').includes(text)),
  ],
  [
    'README.md',
    '$ agentlog run -- node checkout.js',
    async (text) => {
      const { stderr } = await demo();
      const [command = '', dots, ...lines] = text.split('\n');
      assert.deepEqual([command, dots], ['$ agentlog run -- node checkout.js', '…']);
      assert.equal(stderr.slice(stderr.indexOf('agentlog: ')), lines.join('\n'));
    },
  ],
  [
    'README.md',
    'npm ci && npm run demo',
    // The two commands themselves: CI runs them, and the test runs below the second. What they stand for is looked at.
    (text) => {
      assert.deepEqual(text.trim().split('\n'), ['npm ci && npm run demo', 'npm ci && npm test']);
      const { scripts } = JSON.parse(read('package.json'));
      assert.deepEqual(
        [scripts.demo, scripts.test],
        ['npm run --silent build && node examples/demo.js', 'npm run --silent build && node scripts/test.js'],
      );
    },
  ],
  [
    'README.md',
    'npm install --save-dev agentlog',
    async (text) => {
      const project = makeProject();
      // The package is installed already, from the tarball and not from the registry.
      const [first, ...lines] = text.split('\n');
      assert.equal(first, 'npm install --save-dev agentlog');
      const { exitCode, stdout, stderr } = await sh(lines.join('\n'), project);
      assert.equal(exitCode, 0);
      assert.match(stderr, new RegExp(`agentlog: ${CRASH.source}`));
      assert.match(stdout.toString(), CRASH);
    },
  ],
  [
    'README.md',
    'eval "$(npx agentlog env)"',
    async (text) => {
      const project = makeProject();
      const { exitCode, stderr } = await sh(
        `${text}\nagentlog() { npx agentlog "$@"; }; agentlog show failure`,
        project,
      );
      assert.deepEqual([exitCode, stderr.includes('agentlog:'), failuresIn(project).length], [0, false, 1]);
    },
  ],
  [
    'README.md',
    "npx agentlog start claude 'fix the checkout'   # prints the session's id; the folder's current one from now on",
    async (text) => {
      const project = makeProject();
      const { stdout } = await sh(`eval "$(npx agentlog env)"\n${text}`, project);
      assert.match(
        stdout.toString(),
        /^(sess_\w{16})\n\1 claude \d+ s ago closed failure=1 tokens=0 fix the checkout\n$/,
      );
    },
  ],
  [
    'README.md',
    'npx agentlog diff                     # turn 5  2 files +8 -3',
    async (text) => {
      const project = await makeTurns();
      writeFileSync(join(project, 'src/main.js'), 'new\n'.repeat(7));
      writeFileSync(join(project, 'src/more.js'), 'new\n');
      const { stdout } = await sh(text, project);
      assert.match(
        stdout.toString(),
        /^turn 5 {2}2 files \+8 -3\n\S+Z git_diff turn 5 {2}2 files \+8 -3\n {2}diff --git/,
      );
    },
  ],
  [
    'README.md',
    'npx agentlog context --max-tokens 1000',
    async (text) => {
      const project = makeProject();
      const { stdout } = await sh(`npx agentlog run -- npm test 2> errors.txt\n${text}`, project);
      assert.match(
        stdout.toString(),
        /^session: node, .*\nfailure: TypeError: .*\n {2}at app\.js:2 read\n {2}seen once\n {2}order = \{id: 7\}\nran npm test: exit 1, /m,
      );
    },
  ],
  [
    'README.md',
    '## Debugging',
    async (text) => {
      const project = await makeTurns();
      assert.ok(text.trim().split('\n').length <= 10);
      for (const [, command = ''] of text.matchAll(/`(npx agentlog [^`]+|eval [^`]+)`/g)) {
        const { exitCode, stderr } = await sh(command, project);
        assert.deepEqual([command, exitCode], [command, command.includes(' run ') ? 1 : 0], stderr);
      }
    },
  ],
  [
    'docs/context.md',
    '$ agentlog context',
    // The golden text of a session is held against the code; here it is held against the page.
    (text) => {
      const [, ...lines] = text.split('\n');
      assert.ok(read('test/golden/context-2000.txt').startsWith(lines.join('\n')));
    },
  ],
  [
    'docs/context.md',
    "import { debugContext } from 'agentlog';",
    async (text) => {
      const project = makeProject();
      writeFileSync(join(project, 'ask.js'), `${text}\nconsole.log(prompt);\n`);
      const { stdout } = await sh('npx agentlog run -- npm test 2> errors.txt\nnode ask.js', project);
      assert.match(stdout.toString(), /^The tests fail\. What do you change\?\nsession: node, /m);
    },
  ],
  [
    'docs/diffs.md',
    '$ agentlog diff',
    async (text) => {
      const project = await makeTurns();
      writeFileSync(join(project, 'src/main.js'), CHECK.after);
      const commands = [...text.matchAll(/^\$ (.*)$/gm)].map(([, command]) => `node_modules/.bin/${command}`);
      const { stdout } = await sh(commands.join('\n'), project);
      const timeless = (lines: string): string => lines.replace(/^\S+Z /m, '');
      assert.equal(timeless(stdout.toString()), timeless(text.replaceAll(/^\$.*\n/gm, '')));
    },
  ],
  [
    'README.md',
    "import { logFailure, runSession } from 'agentlog';",
    async (text) => {
      const project = makeProject();
      const missing =
        'const file = "orders.csv";\nasync function importOrders(name) {\n  throw new Error(name);\n}\n';
      writeFileSync(join(project, 'app.js'), missing + text);
      writeFileSync(
        join(project, 'app.cjs'),
        `(async () => {\n${missing}${text.replace(/import (.*) from '(.*)'/, "const $1 = require('$2')")}})();\n`,
      );
      for (const name of ['app.js', 'app.cjs']) {
        const { exitCode, stderr } = await sh(`AGENTLOG=true node ${name}`, project);
        assert.deepEqual([exitCode, stderr], [0, '']);
      }
      const locals = failuresIn(project).map((event) => event.locals);
      const expected = { name: { t: 'str', v: 'orders.csv' } };
      assert.deepEqual(
        locals.map((found) => ({ name: (found as typeof expected).name })),
        [expected, expected],
      );
    },
  ],
  [
    'README.md',
    "import { captureOutput, logDecision, toolCall } from 'agentlog';",
    async (text) => {
      assert.deepEqual(await eventsOfTools(text), [
        'tool_output run_tests ran x.js 1 file\n',
        'decision true',
      ]);
    },
  ],
  [
    'docs/tools.md',
    "import { captureOutput, logDecision, logToolOutput, toolCall } from 'agentlog';",
    async (text) => {
      assert.deepEqual(await eventsOfTools(text), [
        'tool_output run_tests ran x.js 1 file\n',
        'tool_output run_tests ran x.js 1 file\n',
        'decision true',
      ]);
    },
  ],
  [
    'docs/tools.md',
    '{"event_type":"tool_output","id":"…","session_id":"…","ts":1795356946.489,"call_id":"…",',
    async (text) => {
      const project = makeProject();
      const tool = `import { toolCall } from 'agentlog';
import { AssertionError } from 'node:assert';
toolCall('run_tests', () => {
  console.log('test_process_skill PASSED');
  throw new AssertionError({ message: 'Expected [0,1], got 1.5' });
});
`;
      writeFileSync(join(project, 'tool.js'), tool);
      await sh('AGENTLOG=true node tool.js', project);
      const event = readEvents(project).find(({ event_type }) => event_type === 'tool_output') ?? {};
      const shown = JSON.parse(text);
      assert.deepEqual(Object.keys(shown), Object.keys(event));
      const { id, session_id, ts, call_id, duration_ms } = event;
      assert.deepEqual({ ...shown, id, session_id, ts, call_id, duration_ms }, event);
    },
  ],
  [
    'README.md',
    `cat .agentlog/session_*.jsonl | jq 'select(.event_type=="failure")'`,
    async (text) => {
      const project = makeProject();
      await sh('npx --no-install agentlog run -- node app.js', project);
      // The tests ask for no more than Node and npm: this does what the filter says.
      const filter = `require('node:fs').readFileSync(0, 'utf8').trim().split('\\n').map((line) => JSON.parse(line)).filter((line) => line.event_type === 'failure').forEach((line) => console.log(line.location.file))`;
      const line = text.replace(/jq '.*'/, `node -e "${filter}"`);
      assert.notEqual(line, text);
      const { stdout, stderr } = await sh(line, project);
      assert.deepEqual([stdout.toString(), stderr], ['app.js\n', '']);
    },
  ],
  [
    'README.md',
    '{"event_type":"failure","id":"fail_dk7lew6ociqy4eky","session_id":"sess_3ctiaxnxajfnuy2j","ts":1795356946.489,',
    async (text) => {
      const shown = JSON.parse(text);
      const { event } = await demo();
      const { coupon, price } = event.locals as Record<string, unknown>;
      assert.deepEqual(Object.keys(shown), Object.keys(event));
      const { id, session_id, ts, ...rest } = shown;
      assert.deepEqual(rest, {
        event_type: 'failure',
        error: event.error,
        location: event.location,
        locals: { coupon, price },
      });
      for (const name of ['id', 'session_id'] as const)
        assert.match(shown[name], /^(?:fail|sess)_[a-z2-7]{16}$/);
      assert.equal(typeof shown.ts, typeof event.ts);
    },
  ],
  [
    'CONTRIBUTING.md',
    'npm ci                  # Node 20.19 or later',
    (text) => {
      const { scripts, engines } = JSON.parse(read('package.json'));
      assert.ok(engines.node === '>=20.19' && existsSync(join(root, '.ci/run')));
      const named = [...text.matchAll(/^npm (?:run )?(\w+)/gm)].map(([, name]) => name);
      assert.deepEqual(
        named.filter((name) => name !== 'ci' && !(String(name) in scripts)),
        [],
      );
    },
  ],
  [
    'docs/failures.md',
    '{"event_type":"failure","id":"…","session_id":"…","ts":1795356946.489,',
    async (text) => {
      const project = makeProject();
      mkdirSync(join(project, 'src'));
      const cart = `class Cart {
  region = 'us';
  total(item) {
    const cause = new Error('…');
    const shown = Object.assign(new TypeError('…', { cause }), { code: '…' });
    if (this.region) throw shown;
  }
}
new Cart().total({ price: 2, qty: null });
`;
      writeFileSync(join(project, 'src/cart.ts'), cart);
      writeFileSync(join(project, 'src/cart.mjs'), cart);
      await sh('AGENTLOG=true node --import agentlog/register src/cart.mjs', project);
      const [event = {}] = failuresIn(project);
      const { cause, shown: _, item } = event.locals as Record<string, unknown>;
      const shown = JSON.parse(text);
      assert.deepEqual(Object.keys(shown), Object.keys(event));
      assert.deepEqual([shown.error, shown.locals, shown.this], [event.error, { item }, event.this]);
      assert.deepEqual(shown.location, { ...(event.location as object), file: 'src/cart.ts' });
      assert.ok(cause);
    },
  ],
  [
    'docs/model-calls.md',
    '{"event_type":"llm_call","id":"…","session_id":"…","ts":1795356946.489,"call_id":"…",',
    async (text) => {
      const { id, session_id, ts, call_id, ...shown } = JSON.parse(text);
      const project = makeProject();
      const tools = ['read_file', 'run_tests'].map((name) => ({ function: { name } }));
      const fields = {
        model: 'gpt-4',
        prompt: [{ role: 'user', content: shown.prompt.v }],
        response: { choices: [{ message: { content: null, tool_calls: tools } }] },
        tokensIn: 1250,
        tokensOut: 450,
        tokensCached: 1000,
        tokensReasoning: 200,
        durationMs: 2340.5,
      };
      writeFileSync(
        join(project, 'app.js'),
        `import { logLlmCall } from 'agentlog';\nlogLlmCall(${JSON.stringify(fields)});`,
      );
      await sh('AGENTLOG=true node app.js', project);
      const [event = {}] = readEvents(project);
      assert.equal(JSON.stringify({ ...event, id, session_id, ts, call_id }), text.replace(/\n ?/g, ''));
    },
  ],
  [
    'docs/model-calls.md',
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
    'docs/model-calls.md',
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
    'docs/model-calls.md',
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
    'docs/model-calls.md',
    "npx agentlog llm --model gpt-4 --in 1250 --out 450 --prompt 'Fix the bug' --response 'Done.' --ms 2340.5",
    async (text) => {
      const { stdout } = await sh(text, makeProject());
      assert.match(stdout.toString(), /^llm_[a-z2-7]{16}\n$/);
    },
  ],
  [
    'docs/model-calls.md',
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
    'docs/reading.md',
    'npx agentlog sessions                              # one a line: id, agent, age, events by type, tokens, task',
    async (text) => {
      const project = makeProject();
      await sh('npx --no-install agentlog run -- node app.js', project);
      const { exitCode, stdout } = await sh(text, project);
      const out = stdout.toString();
      assert.equal(exitCode, 0);
      assert.match(out, /^sess_\w+ \S+ \d+ s ago closed failure=1 tool_output=1 tokens=0 /);
      assert.equal(out.split(CRASH).length, 3);
      assert.match(out, /\n\{"event_type":"failure".*\n\{"event_type":"tool_output".*\n0 tokens, 0 calls\n$/);
    },
  ],
  [
    'docs/reading.md',
    "import { readEvents } from 'agentlog';",
    async (text) => {
      const project = makeProject();
      await sh('npx --no-install agentlog run -- node app.js', project);
      writeFileSync(join(project, 'look.mjs'), text);
      const { stdout } = await sh('node look.mjs', project);
      assert.equal(stdout.toString(), "Cannot read properties of undefined (reading 'price') app.js 2\n");
    },
  ],
  [
    'docs/reading.md',
    'npx agentlog prune --keep 50                       # all but the 50 written to last',
    async (text) => {
      const project = makeProject();
      await sh('npx --no-install agentlog run -- node app.js', project);
      const { stdout, exitCode } = await sh(text, project);
      assert.deepEqual([exitCode, stdout.toString()], [0, 'nothing to remove\nnothing to remove\n']);
    },
  ],
];

for (const { page, text } of blocks) {
  const firstLine = text.split('\n')[0] ?? '';
  test(`${page}: what it shows under "${firstLine.slice(0, 60)}" is so`, async () => {
    const found = RUNS.find(([itsPage, itsLine]) => itsPage === page && itsLine === firstLine);
    assert.ok(found, 'a snippet that no test runs');
    await found[2](text);
  });
}

test('every snippet that is run here still stands on its page', () => {
  const lines = blocks.map(({ page, text }) => `${page}: ${text.split('\n')[0]}`);
  assert.deepEqual(
    RUNS.map(([page, line]) => `${page}: ${line}`).filter((line) => !lines.includes(line)),
    [],
  );
});

test("the demo shows the README's lines, and then the failure as it is stored", async () => {
  const { stdout, stderr, exitCode } = await runProcess(node, ['examples/demo.js'], { cwd: root, env });
  const block = blocks.find(({ text }) => text.startsWith('$ agentlog run -- node checkout.js'))?.text ?? '';
  assert.equal(exitCode, 0);
  assert.ok(stderr.endsWith(block.slice(block.indexOf('agentlog: '))));
  const lines = stdout
    .toString()
    .split('\n')
    .filter((line) => line !== '');
  assert.deepEqual(
    lines.filter((line) => line.startsWith('$')),
    ['$ agentlog run -- node checkout.js', '$ agentlog show failure --json'],
  );
  assert.equal(JSON.parse(lines.at(-1) ?? '').location.function, 'cartTotal');
});

test("the README's table names the variables that are read, and no others", () => {
  const named = [...read('README.md').matchAll(/^\| `(AGENTLOG\w*)` \|/gm)].map(([, name]) => name);
  const source = read('src/base/environment.ts');
  const known = new Set([...source.matchAll(/env\.(AGENTLOG\w*)/g)].map(([, name]) => name));
  const doors = ['src/index.ts', 'src/register.ts'].map(read).join('\n');
  for (const [, name] of doors.matchAll(/env\.(AGENTLOG\w*)/g)) known.add(name);
  assert.deepEqual(named.sort(), [...known].sort());
  const [row = ''] = read('README.md').match(/^\| `AGENTLOG` .*$/m) ?? [];
  const on = [...(/const ON.*= \[(.*)\]/.exec(source)?.[1] ?? '').matchAll(/'(\w+)'/g)].map(
    ([, word]) => `\`${word}\``,
  );
  assert.ok(on.length > 0 && on.every((word) => row.includes(word)), row);
  const [modes = ''] = read('README.md').match(/^\| `AGENTLOG_CAPTURE` .*$/m) ?? [];
  for (const mode of ['all', 'uncaught', 'off']) assert.ok(modes.includes(`\`${mode}\``));
});

test('docs/failures.md names every reason for missing locals, and no others', () => {
  const folder = join(root, 'src/capture/failure');
  const source = readdirSync(folder)
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('\n');
  const table =
    read('docs/failures.md').split('| it says | because |\n| --- | --- |\n')[1]?.split('\n\n')[0] ?? '';
  const named = table.split('\n').map((row) => row.split('|')[1]?.trim() ?? '');
  const counted = named.filter((reason) => reason.startsWith('*N* '));
  assert.deepEqual(
    counted.filter((reason) => !source.includes(`} ${reason.slice(4)}`)),
    [],
  );
  // A reason is a sentence; the other words of agentlog's own are names.
  const reasons = [...source.matchAll(/ownWord\('([^']* [^']*)'\)/g)].map(([, reason]) => reason);
  assert.deepEqual(named.filter((reason) => !counted.includes(reason)).sort(), [...new Set(reasons)].sort());
});

test('the links of the pages lead somewhere', () => {
  const broken = ['README.md', 'ARCHITECTURE.md', 'SECURITY.md', 'CHANGELOG.md', ...pages].flatMap((page) =>
    [...read(page).matchAll(/\]\(([^)#:]+)\)/g)]
      .map(([, target = '']) => target)
      .filter((target) => !existsSync(join(root, page, '..', target)))
      .map((target) => `${page} -> ${target}`),
  );
  assert.deepEqual([...new Set(broken)], []);
});

test("the roadmap's sequence works with one process a step: start, crash, read, count tokens, end, look", async () => {
  const project = makeProject();
  const step = (line: string, cwd = project): Promise<Result> => sh(`export AGENTLOG=true\n${line}`, cwd);
  const call = (text: string): string => `node -e "const agentlog = require('agentlog'); ${text}"`;
  const started = await step(call(`console.log(agentlog.startSession('cursor', 'fix validation bug'))`));
  const id = started.stdout.toString().trim();
  assert.match(id, /^sess_[a-z2-7]{16}$/);
  const crashed = await step('node --import agentlog/register ../main.js', join(project, 'sub'));
  assert.equal(crashed.exitCode, 1);
  const read = await step(call('console.log(agentlog.getSessionId())'), join(project, 'sub'));
  assert.equal(read.stdout.toString(), `${id}\n`);
  await step('npx --no-install agentlog llm --model gpt-4 --in 1250 --out 450');
  const tokens = await step(call('console.log(JSON.stringify(agentlog.tokenSummary()))'));
  assert.equal(
    tokens.stdout.toString(),
    '{"total_tokens":1700,"by_model":{"gpt-4":{"calls":1,"tokens":1700}}}\n',
  );
  await step(call('agentlog.endSession()'), join(project, 'sub'));
  const after = await step(call('console.log(agentlog.getSessionId())'));
  assert.equal(after.stdout.toString(), 'undefined\n');
  const events = readEvents(project);
  assert.deepEqual(
    events.map(({ event_type, session_id, location }) => [event_type, session_id, location]),
    [
      ['failure', id, { file: 'main.js', line: 2, function: 'read' }],
      ['llm_call', id, undefined],
    ],
  );
  const sessions = await step('npx --no-install agentlog sessions');
  assert.match(
    sessions.stdout.toString(),
    /^sess_\w+ cursor \d+ s ago closed failure=1 llm_call=1 tokens=\d+ fix validation bug\n$/,
  );
});
