// Runs the tests under build/test with Node's own runner: all of them, or those whose path holds one of the words given.
// Those of test/nodes are for runtimes that scripts/test-nodes.js brings, and are left out without one.
//   npm test              npm test -- store cli
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = join(root, 'build/test');
const words = process.argv.slice(2);

const tests = readdirSync(folder, { recursive: true })
  .filter((path) => path.endsWith('.test.js'))
  .filter((path) => process.env.AGENTLOG_TEST_RUNTIME !== undefined || !/^nodes[\\/]/.test(path))
  .filter((path) => words.length === 0 || words.some((word) => path.includes(word)))
  .map((path) => relative(root, join(folder, path)))
  .sort();
if (tests.length === 0) {
  console.error(`no test matches ${words.join(' ')}`);
  process.exit(1);
}

// Tests may be run by an agent, below a recorded shell: nothing of that may reach them.
const env = Object.fromEntries(
  Object.entries(process.env).filter(
    ([name]) => !/^(?:AGENTLOG(?!_TEST_)|NODE_OPTIONS$|NODE_TEST_CONTEXT$)/.test(name),
  ),
);
const args = ['--test', '--test-concurrency=2', '--test-reporter=spec', ...tests];
const { status } = spawnSync(process.execPath, args, { cwd: root, env, stdio: 'inherit' });
process.exit(status ?? 1);
