import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fitSeen } from '../../../src/capture/failure/fit-seen.ts';
import { describe } from '../../../src/value/describe.ts';

const text = describe('x'.repeat(100));
const seen = { locals: { inner: text, outer: text, outermost: text }, this: text };
const size = JSON.stringify(seen).length;

const TABLE: readonly (readonly [string, number, readonly string[], boolean])[] = [
  ['all that fits', size, ['inner', 'outer', 'outermost'], true],
  ['all but the outermost variable', size - 1, ['inner', 'outer'], true],
  ['the inner variable and this', 280, ['inner'], true],
  ['this alone', 150, [], true],
  ['nothing', 10, [], false],
];

for (const [name, maxBytes, locals, hasThis] of TABLE) {
  test(`fitSeen keeps ${name} within ${maxBytes} bytes`, () => {
    const fitted = fitSeen(seen, maxBytes);
    assert.deepEqual(Object.keys(fitted.seen.locals), locals);
    assert.equal('this' in fitted.seen, hasThis);
    assert.equal(fitted.dropped, 3 - locals.length);
  });
}
