import assert from 'node:assert/strict';
import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readEvents } from '../cli/agentlog.ts';
import { root } from '../root.ts';
import { makeTurns } from './make-turns.ts';
import { runNothing } from './not-run.ts';
import { type Runs, readPage } from './pages.ts';
import { CRASH, failuresIn, makeProject, sh } from './project.ts';
import { tryQuickStart } from './quick-start.ts';

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
  ['npm install --save-dev agentlog               # added 1 package', tryQuickStart],
  [
    'npm ci && npm run demo',
    (text) => {
      runNothing('README.md')(text);
      const { scripts } = JSON.parse(readPage('package.json'));
      assert.deepEqual(
        [scripts.demo, scripts.test],
        ['npm run --silent build && node examples/demo.js', 'npm run --silent build && node scripts/test.js'],
      );
    },
  ],
  [
    'npx agentlog run -- npm test',
    async (text) => {
      const project = await makeTurns();
      writeFileSync(join(project, 'src/main.js'), 'new\n'.repeat(7));
      writeFileSync(join(project, 'src/more.js'), 'new\n');
      const { exitCode, stdout, stderr } = await sh(text, project);
      assert.equal(exitCode, 0);
      assert.match(stderr, new RegExp(`agentlog: ${CRASH.source}`));
      assert.match(stdout.toString(), new RegExp(`${CRASH.source}turn 5 {2}2 files \\+8 -3\n$`));
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
    "import { logDecision, logFailure, toolCall } from 'agentlog';",
    async (text) => {
      const project = makeProject();
      const before = `const file = 'orders.csv';
const files = ['x.js'];
const runTests = async ([file]) => console.log('ran', file, '1 file');
async function importOrders(name) {
  throw new Error(name);
}
`;
      writeFileSync(join(project, 'app.js'), before + text);
      const required = text.replace(/import (.*) from '(.*)'/, "const $1 = require('$2')");
      writeFileSync(join(project, 'app.cjs'), `(async () => {\n${before}${required}})();\n`);
      for (const name of ['app.js', 'app.cjs']) {
        const { exitCode, stdout, stderr } = await sh(`AGENTLOG=true node ${name}`, project);
        assert.deepEqual([exitCode, stdout.toString(), stderr], [0, '', '']);
      }
      const once = [{ t: 'str', v: 'orders.csv' }, 'ran x.js 1 file\n', true];
      assert.deepEqual(
        readEvents(project).map(
          ({ locals, stdout, answer }) =>
            (locals as { name?: unknown } | undefined)?.name ?? stdout ?? answer,
        ),
        [...once, ...once],
      );
      const off = await sh('node app.js', project);
      assert.deepEqual([off.stdout.toString(), readEvents(project).length], ['ran x.js 1 file\n', 6]);
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
];
