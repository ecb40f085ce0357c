import { cartEvents, expectEvents, laterEvents, suiteEvents } from './expected.ts';
import { ownVitestEvents } from './expected-own.ts';
import { type Row, shop } from './row.ts';

const POOLS = ['forks', 'threads', 'vmThreads', 'vmForks'];
const VERSIONS = [
  { name: 'vitest 4', packages: ['vitest-4'] },
  { name: 'vitest 5', packages: ['vitest-5'], minNode: [22, 12] },
] as const;

/** vitest in each of its pools. */
export const vitest: readonly Row[] = VERSIONS.flatMap(({ name, ...version }) =>
  POOLS.map((pool) => ({
    ...version,
    title: `${name}, ${pool}, TypeScript`,
    files: [
      ...shop('cart.ts', 'cart.test.js', 'checkout.test.js', 'later.test.js', 'prices.test.js'),
      'vitest-4/runner.js',
      'vitest-4/own.test.js',
    ],
    placed: { '__snapshots__/prices.test.ts.snap': 'vitest-4/prices.snap' },
    language: 'ts',
    manifest: { type: 'module' },
    run: ['node_modules/vitest/vitest.mjs', 'run', `--pool=${pool}`],
    isParallel: true,
    events: [
      ...cartEvents,
      ...suiteEvents('vitest'),
      ...laterEvents('vitest'),
      ...expectEvents('vitest'),
      ...ownVitestEvents(name),
    ],
  })),
);
