import { describe, expect, jest, test } from './runner.js';

describe('again', () => {
  jest.retryTimes(2);
  let first = 0;
  test('passes at last', () => {
    const turn = first++;
    expect(turn).toBe(1);
  });
  let second = 0;
  test('fails each time', () => {
    const turn = second++;
    expect(turn).toBe(9); // @retried
  });
});
