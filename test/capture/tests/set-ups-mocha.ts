import { cartEvents, suiteEvents } from './expected.ts';
import { commonJsEvent, ownMochaEvents } from './expected-own.ts';
import { type Row, shop } from './row.ts';

const BIN = 'node_modules/mocha/bin/mocha.js';
const OWN = ['mocha-12/runner.js', 'mocha-12/own.test.js'];
const MOCHA = {
  packages: ['mocha-12'],
  files: [...shop('cart.js', 'cart.test.js', 'checkout.test.js'), ...OWN, 'mocha-12/plain.test.cjs'],
  manifest: { type: 'module' },
  run: [BIN, '*.test.*'],
  events: [...cartEvents, ...suiteEvents('mocha'), ...ownMochaEvents('own.test.js'), commonJsEvent],
} as const;

/** mocha in one process and in several. */
export const mocha: readonly Row[] = [
  { ...MOCHA, title: 'mocha 12' },
  {
    ...MOCHA,
    title: 'mocha 12, in parallel',
    run: [BIN, '--parallel', '--jobs', '2', '*.test.*'],
    isParallel: true,
  },
  {
    ...MOCHA,
    title: 'mocha 12, TypeScript by tsx',
    files: [...shop('cart.ts', 'cart.test.js', 'checkout.test.js'), ...OWN],
    language: 'ts',
    run: [BIN, '--import=tsx', '*.test.ts'],
    events: [...cartEvents, ...suiteEvents('mocha'), ...ownMochaEvents('own.test.ts')],
  },
  { ...MOCHA, title: 'mocha 11', packages: ['mocha-11'] },
];
