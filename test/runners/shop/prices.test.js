// What `expect` of vitest and of jest have in common.
import { totalOf } from './cart.js';
import { describe, expect, test } from './runner.js';

const pen = { name: 'pen', price: 3 };

test('is the price', () => {
  const price = totalOf([pen]);
  expect(price).toBe(4); // @toBe
});

test('is the cart', async () => {
  const cart = { items: 1, total: 3 };
  await null;
  expect(cart).toEqual({ items: 2, total: 3 }); // @toEqual
});

describe('pens', () => {
  test.each([[1, 3], [2, 7]])('%i for %i', (count, price) => {
    expect(count * 3).toBe(price); // @each
  });
});

test('is refused', async () => {
  const order = 7;
  await expect(Promise.resolve(order)).rejects.toThrow('gone'); // @rejects
});

test('asserts twice', () => {
  expect.assertions(2); // @assertions
  expect(pen.price).toBe(3);
});

test('keeps its receipt', () => {
  const receipt = { total: 3 };
  expect(receipt).toMatchSnapshot(); // @snapshot
});

test('keeps its short receipt', () => {
  const receipt = { total: 3 };
  expect(receipt.total).toMatchInlineSnapshot(`4`); // @inline
});

test('an error that is expected or caught is no failure', async () => {
  expect(() => totalOf([undefined])).toThrow(TypeError);
  await expect(Promise.reject(new Error('gone'))).rejects.toThrow('gone');
  try {
    expect(pen.price).toBe(4);
  } catch {}
});

test.todo('has a discount');
test.skip('is not run', () => {
  throw new Error('never');
});
