// Suites and hooks: every runner but ava takes them.
import assert from 'node:assert/strict';
import { afterAll, afterEach, beforeAll, beforeEach, describe, test } from './runner.js';

describe('checkout', () => {
  const shipping = 4;

  describe('with a voucher', () => {
    test('takes it off', () => {
      const price = 10 - 3;
      assert.equal(price + shipping, 12); // @nested
    });
    test('keeps the rest', () => {});
  });
});

describe('each order', () => {
  beforeEach(() => {
    const order = 1;
    throw new Error('no order'); // @beforeEach
  });
  test('is paid', () => {});
});

describe('each parcel', () => {
  afterEach(() => {
    const parcel = 2;
    throw new Error('parcel not closed'); // @afterEach
  });
  test('is sent', () => {});
});

describe('the shop', () => {
  beforeAll(() => {
    const door = 3;
    throw new Error('shop not open'); // @beforeAll
  });
  test('sells', () => {});
  test('buys', () => {});
});

describe('the till', () => {
  afterAll(() => {
    const cash = 4;
    throw new Error('till not closed'); // @afterAll
  });
  test('counts', () => {});
});
