import assert from 'node:assert/strict';
import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../root.ts';
import { makeEmptyD1Project } from './d1-project.ts';
import { makeTurns } from './make-turns.ts';
import { type Runs, readPage } from './pages.ts';
import { CRASH, failuresIn, makeProject, sh } from './project.ts';
import { eventsOfTools } from './tool-events.ts';

/** Copies the demo's program, crashes it under `run` and gives what came out and was stored. */
async function demo(): Promise<{ stderr: string; event: Record<string, unknown> }> {
  const project = makeProject();
  cpSync(join(root, 'examples/checkout'), project, { recursive: true });
  const { stderr } = await sh('npx --no-install agentlog run -- node checkout.js', project);
  return { stderr, event: failuresIn(project)[0] ?? {} };
}

/** What is done with the snippets of README.md. */
export const readmeRuns: Runs = [
  [
    'export function cartTotal(items, coupons) {',
    (text) => assert.ok(readPage('examples/checkout/cart.js').includes(text)),
  ],
  [
    '$ agentlog run -- node checkout.js',
    async (text) => {
      const { stderr } = await demo();
      const [command = '', dots, ...lines] = text.split('\n');
      assert.deepEqual([command, dots], ['$ agentlog run -- node checkout.js', '…']);
      assert.equal(stderr.slice(stderr.indexOf('agentlog: ')), lines.join('\n'));
    },
  ],
  [
    'npm ci && npm run demo',
    // The two commands themselves: CI runs them, and the test runs below the second. What they stand for is looked at.
    (text) => {
      assert.deepEqual(text.trim().split('\n'), ['npm ci && npm run demo', 'npm ci && npm test']);
      const { scripts } = JSON.parse(readPage('package.json'));
      assert.deepEqual(
        [scripts.demo, scripts.test],
        ['npm run --silent build && node examples/demo.js', 'npm run --silent build && node scripts/test.js'],
      );
    },
  ],
  [
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
    "import { captureOutput, logDecision, toolCall } from 'agentlog';",
    async (text) => {
      assert.deepEqual(await eventsOfTools(text), [
        'tool_output run_tests ran x.js 1 file\n',
        'decision true',
      ]);
    },
  ],
  [
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
    'npx agentlog push                     # pushed 2 events of 1 session',
    async (text, t) => {
      const { run } = await makeEmptyD1Project(t);
      await run('npx agentlog push --init; npx agentlog run -- node app.js 2> errors.txt; true');
      assert.match(await run(text), /^pushed 2 events of 1 session\nsession: node, .*\nfailure: TypeError: /);
    },
  ],
];
