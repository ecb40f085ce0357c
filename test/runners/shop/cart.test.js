// Tests with node:assert and no suite: every runner takes them.
import assert from 'node:assert/strict';
import { reserve, SoldOut, totalOf } from './cart.js';
import { test } from './runner.js';

const pen = { name: 'pen', price: 3 };

test('adds up the prices', () => {
  const total = totalOf([pen, { name: 'cup', price: 8 }]);
  assert.equal(total, 12); // @compared
});

test('holds what was put in', async () => {
  const cart = { items: 1, total: 3 };
  await null;
  assert.deepEqual(cart, { items: 2, total: 3 }); // @deeply
});

test('adds up a gap', () => {
  const items = [pen, undefined];
  assert.equal(totalOf(items), 3);
});

test('takes a coupon', () => {
  const coupon = 'SPRING';
  throw `no coupon ${coupon}`; // @primitive
});

test('reserves a pen', async () => {
  await reserve('pen', new Map([['pen', 0]]));
});

test('finds the order', async () => {
  const order = 7;
  await Promise.reject(new Error(`order ${order} is gone`)); // @rejected
});

test('reads the saved cart', () => {
  const path = 'cart.json';
  try {
    JSON.parse('');
  } catch (error) {
    throw new Error(`${path} is damaged`, { cause: error }); // @caused
  }
});

for (const [count, price] of [[1, 3], [2, 7]]) {
  test(`${count} pens for ${price}`, () => {
    assert.equal(count * pen.price, price); // @table
  });
}

test('an error that is expected or caught is no failure', async () => {
  for (let turn = 0; turn < 3; turn += 1) {
    try {
      JSON.parse('{');
    } catch {}
  }
  assert.throws(() => totalOf([undefined]), TypeError);
  await assert.rejects(reserve('cup', new Map()), SoldOut);
  await reserve('cup', new Map()).catch(() => {});
});
