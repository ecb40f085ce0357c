// A program that throws and catches all day, after BENCH_WORK: it checks forms with a wrong field, or with text that is no JSON, or does
// nothing else at all. It gives way to the event loop as a server does, for that is when recording can recover.
const { setImmediate: untilNextTurn } = require('node:timers/promises');

const THROWS = Number(process.env.BENCH_THROWS);
const WARM_UP = Math.ceil(THROWS / 5);
const THROWS_PER_TURN = 100;
const now = () => Number(process.hrtime.bigint()) / 1e6;
const steps = { field: wrongField, json: badJson, nothing: throwAndCatch };
const step = steps[process.env.BENCH_WORK];

main();

async function main() {
  // Long enough for the first allowance of pauses to be spent.
  await storm(WARM_UP);
  const began = now();
  const caught = await storm(THROWS);
  console.log(JSON.stringify({ ms: now() - began, caught }));
}

async function storm(throws) {
  let caught = 0;
  for (let i = 0; i < throws; i += 1) {
    caught += step(i);
    if (i % THROWS_PER_TURN === 0) await untilNextTurn();
  }
  return caught;
}

function throwAndCatch(i) {
  try {
    throw new Error(`number ${i}`);
  } catch {
    return 1;
  }
}

function wrongField(i) {
  return readForm(makeForm(i), 'nobody');
}

function badJson(i) {
  return readForm(makeForm(i).slice(0, -8), `user${i}@example.org`);
}

function readForm(text, mail) {
  try {
    for (const [name, value] of Object.entries(JSON.parse(text))) checkField(name, value);
    checkField('mail', mail);
    return 0;
  } catch (error) {
    return error instanceof Error ? 1 : 0;
  }
}

function makeForm(i) {
  const items = Array.from({ length: 24 }, (_, n) => ({
    sku: `s-${i}-${n}`,
    quantity: n,
    note: 'as agreed',
  }));
  return JSON.stringify({ id: i, items });
}

function checkField(name, value) {
  if (name === 'mail' && !/^[^@\s]+@[^@\s]+\.[a-z]{2,}$/.test(value)) throw new TypeError('no mail address');
  if (Array.isArray(value)) for (const item of value) checkItem(item);
}

function checkItem({ sku, quantity }) {
  if (!/^[a-z]-\d+-\d+$/.test(sku) || !Number.isInteger(quantity)) throw new TypeError('no item');
}
