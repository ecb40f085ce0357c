// Calls a function of agentlog's again and again while recording is off, or does nothing as often. Prints what one turn cost.
import { getSessionId, logFailure } from '../../dist/index.js';

const CALLS = Number(process.env.BENCH_CALLS);
const now = () => Number(process.hrtime.bigint());
const loops = { logFailure: callLogFailure, getSessionId: callGetSessionId, nothing: callNothing };
const loop = loops[process.env.BENCH_MODE];

loop(CALLS / 4);
const began = now();
const sum = loop(CALLS);
console.log(JSON.stringify({ nanoseconds: (now() - began) / CALLS, sum }));

function callLogFailure(calls) {
  const errors = [new Error('one'), new TypeError('two')];
  let sum = 0;
  for (let i = 0; i < calls; i += 1) sum += logFailure(errors[i & 1]) === '' ? i & 3 : 7;
  return sum;
}

function callGetSessionId(calls) {
  let sum = 0;
  for (let i = 0; i < calls; i += 1) sum += getSessionId() === undefined ? i & 3 : 7;
  return sum;
}

function callNothing(calls) {
  const texts = ['', ''];
  let sum = 0;
  for (let i = 0; i < calls; i += 1) sum += texts[i & 1] === '' ? i & 3 : 7;
  return sum;
}
