import assert from 'node:assert/strict';
import { test } from 'node:test';
import { summarizeThrown } from '../../src/event/error-summary.ts';

const key = ['sk', 'ant', 'api03', 'Q7r2'.repeat(12)].join('-');

/** [what, the thrown value, `expected` and `actual` in its summary]. */
const COMPARED: readonly (readonly [string, unknown, unknown, unknown])[] = [
  [
    "node:assert's",
    caught(() => assert.deepEqual({ a: 1 }, { a: 2 })),
    { t: 'Object', v: { a: 2 } },
    { t: 'Object', v: { a: 1 } },
  ],
  ['one that got nothing', caught(() => assert.equal(undefined, 3)), { t: 'int', v: 3 }, { t: 'undefined' }],
  ['one that compares nothing', caught(() => assert.fail('no')), undefined, undefined],
  [
    "chai's",
    Object.assign(new Error('x'), { name: 'AssertionError', showDiff: true, expected: 1, actual: '1' }),
    { t: 'int', v: 1 },
    { t: 'str', v: '1' },
  ],
  [
    "jest's",
    Object.assign(new Error('x'), { matcherResult: { pass: false, expected: 1, actual: 2 } }),
    { t: 'int', v: 1 },
    { t: 'int', v: 2 },
  ],
  [
    'one with a matcher that compares nothing',
    Object.assign(new Error('x'), { matcherResult: { pass: false } }),
    undefined,
    undefined,
  ],
  ['an error with one of the two', Object.assign(new Error('x'), { expected: 1 }), undefined, undefined],
  [
    'an error with getters',
    Object.defineProperties(new Error('x'), { expected: { get: fail }, actual: { get: fail } }),
    undefined,
    undefined,
  ],
  [
    'a matcher result that is a proxy',
    Object.assign(new Error('x'), { matcherResult: new Proxy({}, { getOwnPropertyDescriptor: fail }) }),
    undefined,
    undefined,
  ],
  [
    'one that compares secrets',
    Object.assign(new Error('x'), { expected: key, actual: { password: 'hunter2' } }),
    { t: 'str', v: '***REDACTED***' },
    { t: 'Object', v: { password: '***REDACTED***' } },
  ],
];

for (const [what, thrown, expected, actual] of COMPARED) {
  test(`of an assertion, ${what}, the values are summed up`, () => {
    const summary = summarizeThrown(thrown);
    assert.deepEqual([summary.expected, summary.actual], [expected, actual]);
  });
}

test("an assertion of ava's without a message is called by its name and the difference, without colours", () => {
  const error = Object.assign(new Error(''), {
    assertion: 't.is()',
    formattedDetails: [{ label: 'Difference:', formatted: '\u001b[31m- 7\u001b[39m\n+ 8' }, null],
  });
  assert.equal(summarizeThrown(error).msg, 't.is()\nDifference:\n- 7\n+ 8');
});

function caught(fn: () => void): unknown {
  try {
    fn();
  } catch (error) {
    return error;
  }
  return undefined;
}

function fail(): never {
  throw new Error('code of the program ran');
}
