import { mkdirSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { at, compare, environment, interleave, ratioAtMost, runNode, withFolder } from './harness.js';

const TESTS = 2_000;
/** Of this many tests a file has its share. */
const FILES = 4;

/** Each test throws and catches 20 errors, half of them V8's own, and passes. */
const BODY = `() => {
  let caught = 0;
  for (let turn = 0; turn < 20; turn += 1) {
    try {
      if (turn % 2 === 0) null.price;
      throw new Error('expected');
    } catch {
      caught += 1;
    }
  }
  if (caught !== 20) throw new Error('not caught');
}`;

const RUNNERS = [
  { name: 'node:test', head: "import test from 'node:test';", run: ['--test'] },
  {
    name: 'vitest',
    package: 'vitest',
    head: "import { test } from 'vitest';",
    run: ['node_modules/vitest/vitest.mjs', 'run'],
  },
  {
    name: 'jest',
    package: 'jest',
    head: '',
    run: ['node_modules/jest/bin/jest.js', '--transform={}', '--cacheDirectory=.cache'],
    manifest: {},
  },
  {
    name: 'mocha',
    package: 'mocha',
    head: 'const test = globalThis.it;',
    run: ['node_modules/mocha/bin/mocha.js', '--reporter=dot', '*.test.js'],
  },
];

/** What recording costs the tests of a project: each throws and catches 20 errors, and all pass. */
export async function run({ quick = false } = {}) {
  const rows = [];
  for (const runner of RUNNERS) rows.push(await measure(runner, quick));
  return rows;
}

function measure(runner, quick) {
  return withFolder(async (made) => {
    const folder = realpathSync(made);
    layOut(folder, runner, quick ? TESTS / 20 : TESTS);
    const before = process.cwd();
    process.chdir(folder);
    try {
      const on = { AGENTLOG: 'true', AGENTLOG_DIR: `${folder}/.agentlog` };
      const preload = { NODE_OPTIONS: `--require "${at('dist/preload.cjs')}"` };
      const values = await interleave(quick ? 1 : 7, {
        plain: () => runNode(runner.run, environment()).wallMs,
        recorded: () => runNode(runner.run, environment({ ...on, ...preload })).wallMs,
      });
      const question = `A suite of ${TESTS} passing tests that throw and catch 20 errors each: ${runner.name}`;
      const about = { question, measured: 'recorded', against: 'plain', unit: 'ms' };
      return compare(values, about, ratioAtMost(1.1));
    } finally {
      process.chdir(before);
    }
  });
}

function layOut(folder, { head, package: name, manifest = { type: 'module' } }, tests) {
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
  for (let file = 0; file < FILES; file += 1) {
    const lines = Array.from({ length: tests / FILES }, (_, index) => `test('test ${index}', ${BODY});`);
    writeFileSync(join(folder, `suite-${file}.test.js`), [head, ...lines].join('\n'));
  }
  if (name === undefined) return;
  mkdirSync(join(folder, 'node_modules'));
  symlinkSync(realpathSync(at('node_modules', name)), join(folder, 'node_modules', name));
}
