import { cartEvents, laterEvents, suiteEvents } from './expected.ts';
import { commonJsEvent, ownNodeTestEvents } from './expected-own.ts';
import { type Row, shop } from './row.ts';

const NODE_TEST = {
  packages: [],
  manifest: { type: 'module' },
};
const FILES = [
  ...shop('cart.js', 'cart.test.js', 'checkout.test.js', 'later.test.js'),
  'node-test/runner.js',
  'node-test/own.test.js',
  'node-test/plain.test.cjs',
];
const ALL = [
  ...cartEvents,
  ...suiteEvents('node:test'),
  ...laterEvents('node:test'),
  ...ownNodeTestEvents,
  commonJsEvent,
];

/** Node's own runner. */
export const nodeTest: readonly Row[] = [
  {
    ...NODE_TEST,
    title: 'node:test, a process a file',
    files: FILES,
    run: ['--test'],
    isParallel: true,
    events: ALL,
  },
  {
    ...NODE_TEST,
    title: 'node:test, one process for all files',
    files: FILES,
    run: ['--test', '--test-isolation=none'],
    minNode: [24, 0],
    events: ALL,
  },
  {
    ...NODE_TEST,
    title: 'node:test, a file run by itself',
    files: [...shop('cart.js', 'cart.test.js'), 'node-test/runner.js'],
    run: ['cart.test.js'],
    events: cartEvents,
  },
  {
    ...NODE_TEST,
    title: 'node:test, TypeScript by tsx',
    files: [...shop('cart.ts', 'cart.test.js'), 'node-test/runner.js'],
    language: 'ts',
    run: ['--import=tsx', '--test', 'cart.test.ts'],
    events: cartEvents,
  },
  {
    ...NODE_TEST,
    title: 'node:test, CommonJS by tsx',
    files: [...shop('cart.ts', 'cart.test.js'), 'node-test/runner.js'],
    language: 'ts',
    manifest: { type: 'commonjs' },
    run: ['--import=tsx', '--test', 'cart.test.ts'],
    events: cartEvents,
  },
];
