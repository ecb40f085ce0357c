import { testNodeVersion } from '../../run-node.ts';
import { UNSEEN as WHY_UNSEEN } from './expected.ts';
import type { Seen } from './run-set-up.ts';

const ASSERTION = { type: 'AssertionError' };
const UNSEEN = { locals: {}, locals_missing: WHY_UNSEEN };
const [NODE_MAJOR] = testNodeVersion;
const LATE: Seen = {
  test: 'calls back',
  type: 'Error',
  msg: 'order 4 is late',
  at: 'done',
  locals: { order: 4 },
};

/** Of `plain.test.cjs`. */
export const commonJsEvent: Seen = {
  ...ASSERTION,
  test: 'a CommonJS file fails',
  msg: 'Expected values to be strictly equal:',
  at: 'commonjs',
  locals: { module: 'commonjs' },
  expected: 'module',
  actual: 'commonjs',
};

/** Of node-test's `own.test.js`. */
export const ownNodeTestEvents: readonly Seen[] = [
  {
    ...ASSERTION,
    test: 'orders > are paid > in euro',
    msg: 'not paid',
    at: 'subtest',
    locals: { paid: 3 },
    expected: true,
    actual: false,
  },
  // From Node 22 on the callback keeps the error for later: the program's frame is gone then.
  NODE_MAJOR < 22 ? LATE : { ...LATE, ...UNSEEN },
  { ...UNSEEN, test: 'is in time', type: 'Error', msg: 'test timed out after 30ms', at: 'inTime' },
  {
    ...UNSEEN,
    test: 'has a plan',
    type: 'Error',
    msg: 'plan expected 2 assertions but received 0',
    at: 'plan',
  },
  { test: 'a suite with a fault', type: 'Error', msg: 'no suite', at: 'suite', locals: { body: 1 } },
  {
    ...ASSERTION,
    test: 'side by side > waits 5',
    msg: 'Expected "actual" to be strictly unequal to: 5',
    at: 'concurrent',
    locals: { wait: 5 },
    expected: 5,
    actual: 5,
  },
];

/** Of vitest's `own.test.js`. */
export function ownVitestEvents(version: 'vitest 4' | 'vitest 5'): Seen[] {
  return [
    {
      ...ASSERTION,
      test: 'fails each time',
      msg: 'expected 2 to be 9 // Object.is equality',
      at: 'retried',
      locals: { turn: 2 },
      expected: 9,
      actual: 2,
    },
    {
      ...ASSERTION,
      test: 'softly',
      msg: 'expected 3 to be 4 // Object.is equality',
      at: 'soft',
      locals: { price: 3 },
      expected: 4,
      actual: 3,
    },
    {
      ...UNSEEN,
      test: 'is in time',
      type: version === 'vitest 5' ? 'TestTimeoutError' : 'Error',
      msg: 'Test timed out in 30ms.',
      at: 'inTime',
    },
    {
      ...ASSERTION,
      ...UNSEEN,
      test: 'polls in vain',
      msg: 'expected 1 to be 2 // Object.is equality',
      at: 'poll',
      expected: 2,
      actual: 1,
    },
    {
      ...ASSERTION,
      test: 'under fake timers',
      msg: 'expected +0 to be 1 // Object.is equality',
      at: 'fake',
      locals: { delay: 1000 },
      expected: 1,
      actual: 0,
    },
    {
      ...ASSERTION,
      test: 'by chai',
      msg: "expected [ 'pen' ] to have a length of 2 but got 1",
      at: 'chai',
      locals: { items: ['pen'] },
      expected: 2,
      actual: 1,
    },
    {
      test: 'many at once',
      type: 'AggregateError',
      msg: 'orders failed',
      at: 'aggregate',
      locals: { orders: [1, 2] },
    },
    {
      test: 'side by side > waits 5',
      type: 'Error',
      msg: 'too short',
      at: 'concurrent',
      locals: { wait: 5 },
    },
  ];
}

/** Of jest's `own.test.js` and `again.test.js`. */
export const ownJestEvents: readonly Seen[] = [
  {
    test: 'again > fails each time',
    type: 'JestAssertionError',
    msg: 'expect(received).toBe(expected) // Object.is equality',
    at: 'retried',
    locals: { turn: 2, first: 2, second: 3 },
    expected: 9,
    actual: 2,
  },
  LATE,
  {
    ...UNSEEN,
    test: 'is in time',
    type: 'str',
    msg: 'Exceeded timeout of 30 ms for a test.',
    at: 'inTime',
  },
  {
    test: 'under fake timers',
    type: 'JestAssertionError',
    msg: 'expect(received).toBe(expected) // Object.is equality',
    at: 'fake',
    locals: { delay: 1000 },
    expected: 1,
    actual: 0,
  },
];

const MOCHA_HELP =
  'For async tests and hooks, ensure "done()" is called; if returning a Promise, ensure it resolves.';

/** Of mocha's `own.test.js`. */
export function ownMochaEvents(file: string): Seen[] {
  return [
    {
      ...ASSERTION,
      test: 'again > fails each time',
      msg: 'expected 2 to equal 9',
      at: 'retried',
      locals: { turn: 2, first: 3, second: 3 },
      expected: 9,
      actual: 2,
    },
    LATE,
    {
      ...UNSEEN,
      test: 'is in time',
      type: 'Error',
      msg: `Timeout of 20ms exceeded. ${MOCHA_HELP} (./${file})`,
      at: 'own.test:0',
    },
    {
      ...ASSERTION,
      test: 'by chai',
      msg: 'expected { items: 1 } to deeply equal { items: 2 }',
      at: 'chai',
      locals: { cart: { items: 1 } },
      expected: { items: 2 },
      actual: { items: 1 },
    },
    { test: 'waits for a timer', type: 'Error', msg: 'timer failed', at: 'timer', locals: { delay: 5 } },
    // mocha hears the rejection and fails no test by it: the test waits in vain.
    { type: 'Error', msg: 'order 8 was dropped', at: 'unhandled', locals: { order: 8 } },
    {
      ...UNSEEN,
      test: 'forgets a promise',
      type: 'Error',
      msg: `Timeout of 50ms exceeded. ${MOCHA_HELP} (./${file})`,
      at: 'own.test:0',
    },
  ];
}
