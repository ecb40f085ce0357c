import { cartEvents, laterEvents } from './expected.ts';
import { ownAvaEvents } from './expected-ava.ts';
import { type Row, shop } from './row.ts';

const BIN = 'node_modules/ava/entrypoints/cli.js';
const AVA = {
  packages: ['ava-8'],
  files: [
    ...shop('cart.js', 'cart.test.js', 'later.test.js'),
    'ava-8/runner.js',
    'ava-8/own.test.js',
    'ava-8/hook.test.js',
  ],
  manifest: { type: 'module', ava: { failWithoutAssertions: false } },
  run: [BIN],
  isParallel: true,
  events: [...cartEvents, ...laterEvents('ava'), ...ownAvaEvents],
} as const;

/** ava in worker threads and in processes. */
export const ava: readonly Row[] = [
  { ...AVA, title: 'ava 8, worker threads' },
  { ...AVA, title: 'ava 8, processes', run: [BIN, '--no-worker-threads'] },
  {
    ...AVA,
    title: 'ava 8, TypeScript by tsx',
    files: [...shop('cart.ts', 'cart.test.js'), 'ava-8/runner.js', 'ava-8/typescript.config.js'],
    language: 'ts',
    manifest: { type: 'module' },
    // On Node 20 tsx is not there in a worker thread.
    run: [BIN, '--no-worker-threads', '--config=typescript.config.js'],
    events: cartEvents,
  },
  {
    ...AVA,
    title: 'ava 7, worker threads',
    packages: ['ava-7'],
    run: ['node_modules/ava/entrypoints/cli.mjs'],
  },
];
