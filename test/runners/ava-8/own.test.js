import { setTimeout as sleep } from 'node:timers/promises';
import test from 'ava';

test('is the price', (t) => {
  const price = 3;
  t.is(price, 4); // @is
});

test('has a price', (t) => {
  const { price } = {};
  t.is(price, 4); // @gap
});

test('is the cart', async (t) => {
  const cart = { items: 1 };
  await null;
  t.deepEqual(cart, { items: 2 }); // @deepEqual
});

test('is true', (t) => {
  const cart = { paid: false };
  t.assert(cart.paid === true); // @assert
});

test('is refused', async (t) => {
  const order = 7;
  await t.throwsAsync(async () => order); // @throwsAsync
});

test('commits an attempt', async (t) => {
  const attempt = await t.try((inner) => {
    const price = 5;
    inner.is(price, 6); // @try
  });
  attempt.commit();
});

test('discards an attempt', async (t) => {
  const attempt = await t.try((inner) => inner.is(5, 6));
  attempt.discard();
  t.pass();
});

test('is in time', async (t) => {
  t.timeout(30);
  await sleep(100);
});

test('has a plan', (t) => {
  t.plan(2); // @plan
  t.pass();
});

test.failing('is known to fail', (t) => {
  const price = 3;
  t.is(price, 4);
});

test('an error that is expected is no failure', async (t) => {
  t.throws(() => JSON.parse('{'));
  await t.throwsAsync(async () => JSON.parse('{'));
});

test.todo('has a discount');
test.skip('is not run', (t) => t.fail());
