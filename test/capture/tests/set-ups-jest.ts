import { cartEvents, expectEvents, laterEvents, suiteEvents } from './expected.ts';
import { ownJestEvents } from './expected-own.ts';
import { type Row, shop } from './row.ts';

const JEST = {
  packages: ['jest-30'],
  files: [
    ...shop('cart.ts', 'cart.test.js', 'checkout.test.js', 'later.test.js', 'prices.test.js'),
    'jest-30/runner.js',
    'jest-30/own.test.js',
    'jest-30/again.test.js',
    'jest-30/babel.config.cjs',
    'jest-30/jest.config.cjs',
  ],
  placed: { '__snapshots__/prices.test.ts.snap': 'jest-30/prices.snap' },
  language: 'ts',
  isParallel: true,
  events: [
    ...cartEvents,
    ...suiteEvents('jest'),
    ...laterEvents('jest'),
    ...expectEvents('jest'),
    ...ownJestEvents,
  ],
} as const;
const BIN = 'node_modules/jest/bin/jest.js';
const SWC = '{"\\\\.ts$":["@swc/jest",{"jsc":{"parser":{"syntax":"typescript"}}}]}';

/** jest in band, in workers, and by each of its compilers. */
export const jest: readonly Row[] = [
  { ...JEST, title: 'jest 30, in band, TypeScript by babel', run: [BIN, '-i'] },
  {
    ...JEST,
    title: 'jest 30, worker processes, TypeScript by swc',
    run: [BIN, '-w=2', `--transform=${SWC}`],
  },
  { ...JEST, title: 'jest 30, worker threads, TypeScript by babel', run: [BIN, '-w=2', '--workerThreads'] },
  {
    ...JEST,
    title: 'jest 30, ES modules',
    files: [
      ...shop('cart.js', 'cart.test.js', 'checkout.test.js'),
      'jest-30/runner.js',
      'jest-30/jest.config.cjs',
    ],
    placed: {},
    language: 'js',
    manifest: { type: 'module' },
    run: ['--experimental-vm-modules', BIN, '-i', '--transform={}'],
    events: [...cartEvents, ...suiteEvents('jest')],
  },
  {
    ...JEST,
    title: 'jest 29, worker processes, TypeScript by babel',
    packages: ['jest-29', 'jest-30'],
    events: JEST.events.map((event) =>
      event.type === 'ErrorWithStack' ? { ...event, type: 'Error' } : event,
    ),
    placed: { '__snapshots__/prices.test.ts.snap': 'jest-29/prices.snap' },
    run: [BIN, '-w=2'],
  },
];
