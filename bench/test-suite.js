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

/** Each test works for some 40 ms, as the tests of a program do: it sorts, parses, matches and waits, and two errors are caught. */
const WORKING_TESTS = 320;
const WORKING_BODY = `async () => {
  for (let turn = 0; turn < 12; turn += 1) {
    const orders = Array.from({ length: 4_000 }, (_, id) => ({ id, price: (id * 7919) % 1000, name: 'order ' + id }));
    const copy = JSON.parse(JSON.stringify(orders)).sort((a, b) => a.price - b.price || a.id - b.id);
    const names = new Map(copy.map(({ id, name }) => [name.replace(/order (\\d)/, '$1'), id]));
    if (names.size !== orders.length) throw new Error('lost');
    if (turn < 2) await Promise.reject(new Error('expected')).catch(() => {});
    else for (let wait = 0; wait < 20; wait += 1) await wait;
  }
}`;

const LIMIT = `The suite is done in about a second, in up to five processes. In each of them V8's debugger has to be turned on, the first throw
compiles what looks at it, and pauses may take 120 ms before they are held to 2 % of the time. A suite that works
for longer, below, has that behind it.`;

const WORKING_LIMIT = `In each test process, most of which live for some three seconds, 40 ms are V8's debugger and the first throw, up to 120 ms the pauses
before they are held to 2 % of the time, and an await costs more while a debugger is on. Below a runner a pause takes V8 itself 1 to 2 ms, as it
parses each function on the stack again and lists the variables around it; our part is a third.`;

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

/** What recording costs the tests of a project that all pass: where each throws and catches 20 errors, and where each works for a while. */
export async function run({ quick = false } = {}) {
  const rows = [];
  const throwing = {
    body: BODY,
    tests: quick ? TESTS / 20 : TESTS,
    rounds: quick ? 1 : 7,
    floor: true,
    limit: LIMIT,
  };
  const thrown = `A suite of ${TESTS} passing tests that throw and catch 20 errors each`;
  for (const runner of RUNNERS) rows.push(...(await measure(runner, thrown, throwing)));
  const working = {
    body: WORKING_BODY,
    tests: quick ? FILES : WORKING_TESTS,
    rounds: quick ? 1 : 3,
    limit: WORKING_LIMIT,
  };
  const worked = `A suite of ${WORKING_TESTS} passing tests that work for a while`;
  for (const runner of RUNNERS) rows.push(...(await measure(runner, worked, working)));
  return rows;
}

function measure(runner, suite, { body, tests, rounds, floor = false, limit }) {
  return withFolder(async (made) => {
    const folder = realpathSync(made);
    layOut(folder, runner, body, tests);
    const before = process.cwd();
    process.chdir(folder);
    try {
      const on = { AGENTLOG: 'true', AGENTLOG_DIR: `${folder}/.agentlog` };
      const preload = { NODE_OPTIONS: `--require "${at('dist/preload.cjs')}"` };
      const alone = {
        BENCH_PAUSE_STATE: 'none',
        NODE_OPTIONS: `--require "${at('bench/programs/debugger-only.cjs')}"`,
      };
      const values = await interleave(rounds, {
        plain: () => runNode(runner.run, environment()).wallMs,
        recorded: () => runNode(runner.run, environment({ ...on, ...preload })).wallMs,
        ...(floor && { 'the debugger alone': () => runNode(runner.run, environment(alone)).wallMs }),
      });
      const about = { question: `${suite}: ${runner.name}`, against: 'plain', unit: 'ms' };
      const recorded = compare(values, { ...about, measured: 'recorded', limit }, ratioAtMost(1.1));
      if (!floor) return [recorded];
      const note = 'the floor: told to pause at nothing';
      return [recorded, compare(values, { ...about, measured: 'the debugger alone', note })];
    } finally {
      process.chdir(before);
    }
  });
}

function layOut(folder, { head, package: name, manifest = { type: 'module' } }, body, tests) {
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
  for (let file = 0; file < FILES; file += 1) {
    const lines = Array.from({ length: tests / FILES }, (_, index) => `test('test ${index}', ${body});`);
    writeFileSync(join(folder, `suite-${file}.test.js`), [head, ...lines].join('\n'));
  }
  if (name === undefined) return;
  mkdirSync(join(folder, 'node_modules'));
  symlinkSync(realpathSync(at('node_modules', name)), join(folder, 'node_modules', name));
}
