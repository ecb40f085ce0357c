// Throws and catches a few dozen errors of a small program with ordinary variables, nine calls deep, and prints what one cost.
// How the locals are taken is up to BENCH_MODE: by agentlog, by Sentry, by a pause that does nothing, or not at all.
const mode = process.env.BENCH_MODE;
const THROWS = Number(process.env.BENCH_THROWS);
const WARM_UP = 16;
const PLACES = 4;
const now = () => Number(process.hrtime.bigint()) / 1000;

main();

async function main() {
  const { hand, finish } = await attach();
  for (let i = 0; i < WARM_UP; i += 1) hand(failAt(i));
  const began = now();
  for (let i = 0; i < THROWS; i += 1) hand(failAt(WARM_UP + i));
  const microseconds = (now() - began) / THROWS;
  console.log(JSON.stringify({ microseconds, withLocals: await finish() }));
  process.exit();
}

/** What is done with a caught error, and how many of all of them had their locals taken. */
async function attach() {
  if (mode === 'sentry') return attachSentry();
  if (mode === 'empty pause') attachEmptyPause();
  if (mode !== 'agentlog') return { hand: () => {}, finish: () => undefined };
  const { logFailure } = await import('../../dist/index.js');
  return { hand: logFailure, finish: countInLog };
}

async function attachSentry() {
  const { Sentry, sent } = require('./sentry.cjs');
  for (let i = 0; failAt(i).__SENTRY_ERROR_LOCAL_VARIABLES__ === undefined; i += 1) {
    if (i > 600) throw new Error("Sentry's worker did not come up");
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const finish = async () => {
    await Sentry.flush(10_000);
    return sent.withVariables;
  };
  return { hand: (error) => Sentry.captureException(error), finish };
}

function attachEmptyPause() {
  const { Session } = require('node:inspector');
  const session = new Session();
  session.connect();
  session.on('Debugger.paused', () => {});
  session.post('Debugger.enable');
  session.post('Debugger.setPauseOnExceptions', { state: 'all' });
}

function countInLog() {
  const { readdirSync, readFileSync } = require('node:fs');
  const folder = process.env.AGENTLOG_DIR;
  const text = readdirSync(folder)
    .filter((name) => name.endsWith('.jsonl'))
    .map((name) => readFileSync(`${folder}/${name}`, 'utf8'))
    .join('');
  return text.split('\n').filter((line) => line.includes('"quantity"') && !line.includes('"locals_missing"'))
    .length;
}

function failAt(i) {
  const order = {
    id: i,
    customer: { name: 'Ada', tags: ['new', 'mail'] },
    lines: [
      { sku: 'a-1', quantity: 2 },
      { sku: 'b-7', quantity: i },
    ],
  };
  try {
    descend(order, 5, i % PLACES);
  } catch (error) {
    return error;
  }
}

function descend(order, depth, place) {
  if (depth > 0) return descend(order, depth - 1, place);
  return checkout(order, place);
}

function checkout(order, place) {
  let total = 0;
  for (const line of order.lines) total += price(line, order, place);
  return total;
}

function price(line, order, place) {
  const { sku, quantity } = line;
  const discount = quantity > 1 ? 0.1 : 0;
  if (place === 0) throw new Error(`no price for ${sku} in order ${order.id}`);
  if (place === 1) throw new TypeError(`price of ${sku} is not a number in order ${order.id}`);
  if (place === 2) throw new RangeError(`quantity ${quantity} of order ${order.id} is out of range`);
  throw new Error(`order ${order.id} cannot be priced, discount ${discount}`);
}
