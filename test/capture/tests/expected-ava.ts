import { UNSEEN as WHY_UNSEEN } from './expected.ts';
import type { Seen } from './run-set-up.ts';

const ASSERTION = { type: 'AssertionError' };
const UNSEEN = { locals: {}, locals_missing: WHY_UNSEEN };
const T = { t: 'ExecutionContext' };

/** Of ava's `own.test.js` and `hook.test.js`. */
export const ownAvaEvents: readonly Seen[] = [
  {
    ...ASSERTION,
    test: 'is the price',
    msg: 't.is()',
    at: 'is',
    locals: { ...T, price: 3 },
    expected: 4,
    actual: 3,
  },
  {
    ...ASSERTION,
    test: 'has a price',
    msg: 't.is()',
    at: 'gap',
    locals: { ...T, price: 'undefined' },
    expected: 4,
    actual: 'undefined',
  },
  {
    ...ASSERTION,
    test: 'is the cart',
    msg: 't.deepEqual()',
    at: 'deepEqual',
    locals: { ...T, cart: { items: 1 } },
    expected: { items: 2 },
    actual: { items: 1 },
  },
  { ...ASSERTION, test: 'is true', msg: 't.assert()', at: 'assert', locals: { ...T, cart: { paid: false } } },
  { ...ASSERTION, ...UNSEEN, test: 'is refused', msg: 't.throwsAsync()', at: 'throwsAsync' },
  {
    ...ASSERTION,
    test: 'commits an attempt',
    msg: 't.is()',
    at: 'try',
    locals: { inner: 'ExecutionContext', price: 5 },
    expected: 6,
    actual: 5,
  },
  { ...UNSEEN, test: 'is in time', type: 'Error', msg: 'Test timeout exceeded', at: 'own.test:0' },
  {
    ...ASSERTION,
    ...UNSEEN,
    test: 'has a plan',
    msg: 'Planned for 2 assertions, but got 1.',
    at: 'plan',
  },
  {
    test: 'beforeEach hook for is paid',
    type: 'Error',
    msg: 'no order',
    at: 'beforeEach',
    locals: { order: 1 },
  },
];
