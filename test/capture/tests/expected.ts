import type { Seen } from './run-set-up.ts';

/** A runner with suites. */
export type Runner = 'node:test' | 'vitest' | 'jest' | 'mocha';

const EQUAL = { type: 'AssertionError', msg: 'Expected values to be strictly equal:' };
/** Why there are no variables. */
export const NO_FRAME = 'no frame of the program was on the stack at the throw';
/** No throw of it was a pause in the program: an error of a runner's own, or of a rejection. */
export const UNSEEN = 'no throw of it was seen with a frame of the program on the stack';
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
    locals: { item: 'undefined', items: [pen, 'undefined'], sum: 3 },
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
    locals: { error: { msg: 'Unexpected end of JSON input' }, path: 'cart.json' },
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

const HOOKS: Record<Runner, Partial<Record<Hook, string>>> = {
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
    // What jest reports of the file alone.
  },
  mocha: {
    beforeEach: 'each order > "before each" hook for "is paid"',
    afterEach: 'each parcel > "after each" hook for "is sent"',
    beforeAll: 'the shop > "before all" hook for "sells"',
    afterAll: 'the till > "after all" hook for "counts"',
  },
};

function hook(runner: Runner, at: Hook, msg: string, locals: Seen['locals']): Seen {
  const test = HOOKS[runner][at];
  return { ...(test !== undefined && { test }), type: 'Error', msg, at, locals };
}

/** Of `later.test.js`; where the run fails and no test does, no test is named. */
export function laterEvents(runner: 'node:test' | 'vitest' | 'jest' | 'ava'): Seen[] {
  const isNamed = runner === 'node:test' || runner === 'jest';
  return [
    {
      ...(isNamed && { test: 'waits for a timer' }),
      type: 'Error',
      msg: 'timer failed',
      at: 'timer',
      locals: { delay: 5 },
    },
    {
      ...(isNamed && { test: 'forgets a promise' }),
      type: 'Error',
      msg: 'order 8 was dropped',
      at: 'unhandled',
      locals: { order: 8 },
    },
  ];
}

/** Of `prices.test.js`, by the `expect` of either. */
export function expectEvents(runner: 'vitest' | 'jest'): Seen[] {
  const is = EXPECT[runner];
  return [
    { test: 'is the price', ...is.toBe(3, 4), at: 'toBe', locals: { price: 3 } },
    {
      test: 'is the cart',
      type: is.type,
      msg: is.toEqual,
      at: 'toEqual',
      locals: { cart: { items: 1, total: 3 } },
      expected: { items: 2, total: 3 },
      actual: { items: 1, total: 3 },
    },
    { test: 'pens > 2 for 7', ...is.toBe(6, 7), at: 'each', locals: { count: 2, price: 7 } },
    { test: 'is refused', ...is.rejects, at: 'rejects', locals: {}, locals_missing: UNSEEN },
    { test: 'asserts twice', ...is.assertions, locals: {}, locals_missing: UNSEEN },
    {
      test: 'keeps its receipt',
      ...is.snapshot,
      at: 'snapshot',
      locals: { receipt: { total: 3 } },
      expected: '{\n  "total": 4,\n}',
      actual: '{\n  "total": 3,\n}',
    },
    {
      test: 'keeps its short receipt',
      ...is.inline,
      at: 'inline',
      locals: { receipt: { total: 3 } },
      expected: '4',
      actual: '3',
    },
  ];
}

const EXPECT = {
  vitest: {
    type: 'AssertionError',
    toBe: (actual: number, expected: number) => ({
      type: 'AssertionError',
      msg: `expected ${actual} to be ${expected} // Object.is equality`,
      expected,
      actual,
    }),
    toEqual: 'expected { items: 1, total: 3 } to deeply equal { items: 2, total: 3 }',
    rejects: {
      type: 'AssertionError',
      msg: 'promise resolved "7" instead of rejecting',
      expected: { msg: 'rejected promise' },
      actual: 7,
    },
    assertions: {
      type: 'Error',
      msg: 'expected number of assertions to be 2, but got 1',
      at: 'prices.test:0',
    },
    snapshot: { type: 'Error', msg: 'Snapshot `keeps its receipt 1` mismatched' },
    inline: { type: 'Error', msg: 'Snapshot `keeps its short receipt 1` mismatched' },
  },
  jest: {
    type: 'JestAssertionError',
    toBe: (actual: number, expected: number) => ({
      type: 'JestAssertionError',
      msg: 'expect(received).toBe(expected) // Object.is equality',
      expected,
      actual,
    }),
    toEqual: 'expect(received).toEqual(expected) // deep equality',
    rejects: { type: 'JestAssertionError', msg: 'expect(received).rejects.toThrow()' },
    assertions: { type: 'ErrorWithStack', msg: 'expect.assertions(2)', at: 'assertions' },
    snapshot: { type: 'JestAssertionError', msg: 'expect(received).toMatchSnapshot()' },
    inline: { type: 'JestAssertionError', msg: 'expect(received).toMatchInlineSnapshot(snapshot)' },
  },
};
