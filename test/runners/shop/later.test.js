// Errors that come while a test waits for something else.
import { test } from './runner.js';

const pause = () => new Promise((resolve) => setTimeout(resolve, 20));

test('waits for a timer', async () => {
  setTimeout(() => {
    const delay = 5;
    throw new Error('timer failed'); // @timer
  }, 5);
  await pause();
});

test('forgets a promise', async () => {
  const order = 8;
  Promise.reject(new Error(`order ${order} was dropped`)); // @unhandled
  await pause();
});
