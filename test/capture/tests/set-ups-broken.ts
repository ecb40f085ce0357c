import { basename } from 'node:path';
import { NO_FRAME, UNSEEN } from './expected.ts';
import { type Row, shop } from './row.ts';
import type { Seen } from './run-set-up.ts';

const FILES = shop('load.test.js', 'syntax.test.js');
const LOAD: Seen = {
  type: 'TypeError',
  msg: "Cannot read properties of undefined (reading 'eur')",
  at: 'load',
  locals: { rates: 'undefined' },
};
const MOCHA = { manifest: { type: 'module' }, run: ['node_modules/mocha/bin/mocha.js'] };
/** By whom it is read first. */
const SYNTAX = {
  node: unparsed('SyntaxError', "Unexpected token ';'", 3),
  vitest: {
    // Thrown in another process.
    ...unparsed('RolldownError', 'Parse failure: Parse failed with 1 error:', 0),
    locals_missing: UNSEEN,
  },
  babel: unparsed('SyntaxError', './syntax.test.js: Unexpected token (3:14)', 0),
};

function unparsed(type: string, msg: string, line: number): Seen {
  return { type, msg, at: `syntax.test:${line}`, locals: {}, locals_missing: NO_FRAME };
}

/** Files of tests that do not load: one throws, one does not parse. */
export const broken: readonly Row[] = [
  {
    title: 'node:test, files that do not load',
    packages: [],
    files: [...FILES, 'node-test/runner.js'],
    manifest: { type: 'module' },
    run: ['--test'],
    isParallel: true,
    events: [LOAD, SYNTAX.node],
  },
  {
    title: 'vitest 4, files that do not load',
    packages: ['vitest-4'],
    files: [...FILES, 'vitest-4/runner.js'],
    manifest: { type: 'module' },
    run: ['node_modules/vitest/vitest.mjs', 'run', '--pool=forks'],
    isParallel: true,
    events: [LOAD, SYNTAX.vitest],
  },
  {
    title: 'vitest 4, vmThreads, files that do not load',
    packages: ['vitest-4'],
    files: [...FILES, 'vitest-4/runner.js'],
    manifest: { type: 'module' },
    run: ['node_modules/vitest/vitest.mjs', 'run', '--pool=vmThreads'],
    isParallel: true,
    events: [LOAD, SYNTAX.vitest],
  },
  {
    title: 'jest 30, in band, files that do not load',
    packages: ['jest-30'],
    files: [...FILES, 'jest-30/runner.js', 'jest-30/babel.config.cjs', 'jest-30/jest.config.cjs'],
    run: ['node_modules/jest/bin/jest.js', '-i'],
    isParallel: true,
    events: [LOAD, SYNTAX.babel],
  },
  ...['mocha-12', 'mocha-11'].flatMap((version) => [
    {
      ...MOCHA,
      title: `${version}, a file that does not load`,
      packages: [version],
      files: [...shop('load.test.js'), 'mocha-12/runner.js'],
      run: [...MOCHA.run, 'load.test.js'],
      events: [LOAD],
    },
    {
      ...MOCHA,
      title: `${version}, a file that does not parse`,
      packages: [version],
      files: [...shop('syntax.test.js'), 'mocha-12/runner.js'],
      run: [...MOCHA.run, 'syntax.test.js'],
      events: [SYNTAX.node],
    },
    {
      ...MOCHA,
      title: `${version}, in parallel, files that do not load`,
      packages: [version],
      files: [...FILES, 'mocha-12/runner.js'],
      run: [...MOCHA.run, '--parallel', '--jobs', '2', ...FILES.map((path) => basename(path))],
      isParallel: true,
      events: [LOAD, SYNTAX.node],
    },
  ]),
  ...[
    ['ava-8', 'cli.js'],
    ['ava-7', 'cli.mjs'],
  ].map(([version = '', bin]) => ({
    title: `${version}, files that do not load`,
    packages: [version],
    files: [...FILES, 'ava-8/runner.js'],
    manifest: { type: 'module' },
    run: [`node_modules/ava/entrypoints/${bin}`],
    isParallel: true,
    events: [LOAD, SYNTAX.node],
  })),
];
