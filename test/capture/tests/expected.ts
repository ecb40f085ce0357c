import type { Seen } from './run-set-up.ts';

/** A runner with suites. */
export type Runner = 'node:test' | 'vitest' | 'jest' | 'mocha';

const EQUAL = { type: 'AssertionError', msg: 'Expected values to be strictly equal:' };
const pen = { name: 'pen', price: 3 };

/** Of `cart.test.js`: the same in every runner. */
export const cartEvents: readonly Seen[] = [
  { test: 'adds up the prices', ...EQUAL, at: 'compared', locals: { total: 11 }, expected: 12, actual: 11 },
  {
    test: 'holds what was put in',
    type: 'AssertionError',
    msg: 'Expected values to be strictly deep-equal:',
    at: 'deeply',
    locals: { cart: { items: 1, total: 3 } },
    expected: { items: 2, total: 3 },
    actual: { items: 1, total: 3 },
  },
  {
    test: 'adds up a gap',
    type: 'TypeError',
    msg: "Cannot read properties of undefined (reading 'price')",
    at: 'total',
    locals: { item: 'undefined', items: [pen, { t: 'undefined' }], sum: 3 },
  },
  {
    test: 'takes a coupon',
    type: 'str',
    msg: 'no coupon SPRING',
    at: 'primitive',
    locals: { coupon: 'SPRING' },
  },
  {
    test: 'reserves a pen',
    type: 'SoldOut',
    msg: 'pen is sold out',
    at: 'reserve',
    locals: { name: 'pen', stock: [['pen', 0]], left: 0 },
  },
  { test: 'finds the order', type: 'Error', msg: 'order 7 is gone', at: 'rejected', locals: { order: 7 } },
  {
    test: 'reads the saved cart',
    type: 'Error',
    msg: 'cart.json is damaged',
    at: 'caused',
    locals: { error: 'SyntaxError', path: 'cart.json' },
  },
  { test: '2 pens for 7', ...EQUAL, at: 'table', locals: { count: 2, price: 7 }, expected: 7, actual: 6 },
];

/** Of `checkout.test.js`: a hook's failure goes by the name that the runner gives it. */
export function suiteEvents(runner: Runner): Seen[] {
  return [
    {
      test: 'checkout > with a voucher > takes it off',
      ...EQUAL,
      at: 'nested',
      locals: { price: 7, shipping: 4 },
      expected: 12,
      actual: 11,
    },
    hook(runner, 'beforeEach', 'no order', { order: 1 }),
    hook(runner, 'afterEach', 'parcel not closed', { parcel: 2 }),
    hook(runner, 'beforeAll', 'shop not open', { door: 3 }),
    hook(runner, 'afterAll', 'till not closed', { cash: 4 }),
  ];
}

type Hook = 'beforeEach' | 'afterEach' | 'beforeAll' | 'afterAll';

const HOOKS: Record<Runner, Record<Hook, string>> = {
  'node:test': {
    beforeEach: 'each order > is paid',
    afterEach: 'each parcel > is sent',
    beforeAll: 'the shop',
    afterAll: 'the till',
  },
  vitest: {
    beforeEach: 'each order > is paid',
    afterEach: 'each parcel > is sent',
    beforeAll: 'the shop',
    afterAll: 'the till',
  },
  jest: {
    beforeEach: 'each order > is paid',
    afterEach: 'each parcel > is sent',
    beforeAll: 'the shop > sells',
    afterAll: 'the till',
  },
  mocha: {
    beforeEach: 'each order > "before each" hook for "is paid"',
    afterEach: 'each parcel > "after each" hook for "is sent"',
    beforeAll: 'the shop > "before all" hook for "sells"',
    afterAll: 'the till > "after all" hook for "counts"',
  },
};

function hook(runner: Runner, at: Hook, msg: string, locals: Seen['locals']): Seen {
  return { test: HOOKS[runner][at], type: 'Error', msg, at, locals };
}

/** Of `prices.test.js`. */
export function expectEvents(runner: 'vitest' | 'jest'): Seen[] {
  return [];
}
