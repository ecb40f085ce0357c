import { expect, jest, test } from './runner.js';

test('calls back', (done) => {
  const order = 4;
  setTimeout(() => done(new Error(`order ${order} is late`)), 1); // @done
});

test('is in time', async () => { // @inTime
  await new Promise((resolve) => setTimeout(resolve, 100));
}, 30);

test('under fake timers', () => {
  jest.useFakeTimers();
  const delay = 1000;
  jest.advanceTimersByTime(delay);
  try {
    expect(jest.getTimerCount()).toBe(1); // @fake
  } finally {
    jest.useRealTimers();
  }
});

test.failing('is known to fail', () => {
  throw new Error('known');
});
