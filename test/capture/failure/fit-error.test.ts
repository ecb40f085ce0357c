import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fitError } from '../../../src/capture/failure/fit-error.ts';
import { summarizeThrown } from '../../../src/event/error-summary.ts';
import type { ErrorSummary } from '../../../src/event/types.ts';

const LONG = 'a b '.repeat(40);

/** An error as a failure has it, of an assertion that compared these. */
function compared(expected: unknown, actual: unknown, cause?: unknown): ErrorSummary {
  const error = Object.assign(new Error('differs', { cause }), { expected, actual });
  return summarizeThrown(error);
}

test('an error within its bytes stays as it is', () => {
  const error = compared([1], [2]);
  assert.equal(fitError(error, 1000), error);
});

test('what a cause compared goes first', () => {
  const error = compared([1], [2], Object.assign(new Error('inner'), { expected: LONG, actual: LONG }));
  assert.deepEqual(fitError(error, 250), {
    type: 'Error',
    msg: 'differs',
    cause: { type: 'Error', msg: 'inner' },
    expected: { t: 'Array', v: [1] },
    actual: { t: 'Array', v: [2] },
  });
});

test('of values that are too long the types stay', () => {
  assert.deepEqual(fitError(compared([LONG, LONG], LONG), 200), {
    type: 'Error',
    msg: 'differs',
    expected: { t: 'Array' },
    actual: { t: 'str' },
  });
});
