import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createHeldErrors } from '../../../src/capture/failure/held-errors.ts';

test('what nobody released is written once, the oldest first, whatever the writing of one does', () => {
  const written: unknown[] = [];
  const held = createHeldErrors((thrown) => {
    written.push(thrown);
    if (thrown === 'a') throw new Error('cannot be written');
  });
  const error = new Error('laid to a test');
  for (const thrown of ['a', error, Number.NaN, 'b', 'b']) held.hold(thrown);
  held.release(error);
  held.release(Number.NaN);
  held.release('b');
  held.release('unknown');
  held.flush();
  held.flush();
  assert.deepEqual(written, ['a', 'b']);
});
