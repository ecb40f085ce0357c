import assert from 'node:assert/strict';
import { describe, it, test } from 'node:test';

test('orders', async (t) => {
  await t.test('are paid', async (t) => {
    await t.test('in euro', () => {
      const paid = 3;
      assert.ok(paid > 4, 'not paid'); // @subtest
    });
    await t.test('in full', () => {});
  });
});

test('calls back', (_t, done) => {
  const order = 4;
  setImmediate(() => done(new Error(`order ${order} is late`))); // @done
});

test('is in time', { timeout: 30 }, async () => { // @inTime
  await new Promise((resolve) => setTimeout(resolve, 100));
});

test('has a plan', (t) => { // @plan
  t.plan?.(2);
  if (t.plan === undefined) throw new Error('plan expected 2');
});

test('is not done yet', { todo: true }, () => {
  throw new Error('to do');
});

test('is left out', { skip: true }, () => {
  throw new Error('never');
});

describe('a suite with a fault', () => {
  const body = 1;
  it('is declared', () => {});
  throw new Error('no suite'); // @suite
});

describe('side by side', { concurrency: true }, () => {
  for (const wait of [10, 5]) {
    it(`waits ${wait}`, async () => {
      await new Promise((resolve) => setTimeout(resolve, wait));
      assert.notEqual(wait, 5); // @concurrent
    });
  }
});

test('polls until it is there', async () => {
  for (let turn = 0; ; turn += 1) {
    try {
      assert.ok(turn > 3, 'not yet');
      return;
    } catch {
      await new Promise(setImmediate);
    }
  }
});
