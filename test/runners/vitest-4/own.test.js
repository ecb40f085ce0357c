import { chai, describe, expect, test, vi } from 'vitest';

let first = 0;
test('passes at last', { retry: 3 }, () => {
  const turn = first++;
  expect(turn).toBe(2);
});

let second = 0;
test('fails each time', { retry: 2 }, () => {
  const turn = second++;
  expect(turn).toBe(9); // @retried
});

test('softly', () => {
  const price = 3;
  expect.soft(price).toBe(4); // @soft
  expect.soft(price).toBe(5);
});

test('is in time', { timeout: 30 }, async () => { // @inTime
  await new Promise((resolve) => setTimeout(resolve, 100));
});

test('polls in vain', async () => {
  const stock = 1;
  await expect.poll(() => stock, { timeout: 60, interval: 10 }).toBe(2); // @poll
});

test('under fake timers', () => {
  vi.useFakeTimers();
  const delay = 1000;
  vi.advanceTimersByTime(delay);
  try {
    expect(vi.getTimerCount()).toBe(1); // @fake
  } finally {
    vi.useRealTimers();
  }
});

test('by chai', () => {
  const items = ['pen'];
  chai.assert.lengthOf(items, 2); // @chai
});

test('many at once', () => {
  const orders = [1, 2];
  throw new AggregateError(orders.map((order) => new Error(`order ${order}`)), 'orders failed'); // @aggregate
});

describe('side by side', () => {
  test.concurrent.each([10, 5])('waits %i', async (wait) => {
    await new Promise((resolve) => setTimeout(resolve, wait));
    if (wait === 5) throw new Error('too short'); // @concurrent
  });
});

test.fails('is known to fail', () => {
  throw new Error('known');
});

test('leaves itself out', (t) => {
  t.skip();
});

test('waits until it is there', async () => {
  let turn = 0;
  const ready = () => {
    turn += 1;
    if (turn < 4) throw new Error('not yet');
  };
  await vi.waitFor(ready, { interval: 1 });
  await expect.poll(() => turn++, { interval: 1 }).toBe(6);
});
