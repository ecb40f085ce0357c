import { testNode } from '../../run-node.ts';
import { type Row, shop } from './row.ts';

const FILES = shop('cart.ts', 'cart.test.js', 'checkout.test.js', 'prices.test.js');
const SNAPSHOTS = ['__snapshots__/prices.test.ts.snap', 'prices.test.ts'];
const C8 = ['node_modules/c8/bin/c8.js', '--reporter=lcovonly'];

/** What a runner writes besides: coverage, snapshots that are updated, reports for other tools. */
export const reports: readonly Omit<Row, 'events'>[] = [
  {
    title: 'node:test: coverage by c8, JUnit',
    packages: ['mocha-11'],
    files: [...shop('cart.js', 'cart.test.js', 'checkout.test.js'), 'node-test/runner.js'],
    manifest: { type: 'module' },
    run: [...C8, testNode, '--test', '--test-reporter=junit', '--test-reporter-destination=report.xml'],
    leaves: ['coverage/lcov.info', 'report.xml'],
    isParallel: true,
  },
  {
    title: 'node:test: its own coverage',
    packages: [],
    files: [...shop('cart.js', 'cart.test.js'), 'node-test/runner.js'],
    manifest: { type: 'module' },
    run: ['--experimental-test-coverage', '--test', '--test-reporter=tap', 'cart.test.js'],
    isParallel: true,
  },
  {
    title: 'vitest 4: coverage, snapshots updated, JSON and JUnit',
    packages: ['vitest-4'],
    files: [...FILES, 'vitest-4/runner.js'],
    placed: { '__snapshots__/prices.test.ts.snap': 'vitest-4/prices.snap' },
    language: 'ts',
    manifest: { type: 'module' },
    run: [
      ...['node_modules/vitest/vitest.mjs', 'run', '-u', '--coverage', '--coverage.reportOnFailure'],
      ...['--coverage.reporter=lcovonly', '--reporter=json', '--outputFile.json=report.json'],
      ...['--reporter=junit', '--outputFile.junit=report.xml'],
    ],
    leaves: [...SNAPSHOTS, 'coverage/lcov.info', 'report.json', 'report.xml'],
    isParallel: true,
  },
  ...['babel', 'v8'].map((provider) => ({
    title: `jest 30: coverage by ${provider}, snapshots updated, JSON`,
    packages: ['jest-30'],
    files: [...FILES, 'jest-30/runner.js', 'jest-30/babel.config.cjs', 'jest-30/jest.config.cjs'],
    placed: { '__snapshots__/prices.test.ts.snap': 'jest-30/prices.snap' },
    language: 'ts' as const,
    run: [
      ...['node_modules/jest/bin/jest.js', '-i', '-u', '--coverage', '--coverageReporters=lcovonly'],
      ...[`--coverageProvider=${provider}`, '--json', '--outputFile=report.json'],
    ],
    leaves: [...SNAPSHOTS, 'coverage/lcov.info', 'report.json'],
    isParallel: true,
  })),
  {
    title: 'mocha 11: coverage by c8, JSON',
    packages: ['mocha-11'],
    files: [...shop('cart.js', 'cart.test.js', 'checkout.test.js'), 'mocha-12/runner.js'],
    manifest: { type: 'module' },
    run: [
      ...C8,
      testNode,
      'node_modules/mocha/bin/mocha.js',
      '--reporter=json',
      '--reporter-option=output=report.json',
      // Or the report would say on a slow machine which test was not fast.
      '--slow=600000',
      '*.test.js',
    ],
    leaves: ['coverage/lcov.info', 'report.json'],
  },
  {
    title: 'ava 8: coverage by c8, TAP',
    packages: ['ava-8', 'mocha-11'],
    files: [...shop('cart.js', 'cart.test.js'), 'ava-8/runner.js'],
    manifest: { type: 'module', ava: { failWithoutAssertions: false } },
    run: [...C8, testNode, 'node_modules/ava/entrypoints/cli.js', '--tap'],
    leaves: ['coverage/lcov.info'],
    isParallel: true,
  },
];
