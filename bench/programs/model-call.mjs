// Asks a model again and again, with a recorder and without it in turns: in blocks of calls, in the order off, on, on, off, so that
// what grows or shrinks over time touches both alike. Prints, for each pair of neighbours, the wall time and the processor time of one
// call, in µs. The calls before that let V8 compile what runs often. Fails where the recorder missed one call or one count of tokens.
import { fetchClient, httpClient, openaiClient } from './model-clients.mjs';
import { RECORDERS } from './model-recorders.mjs';

const { BENCH_URL: url, BENCH_RECORDER: name, BENCH_CLIENT: clientName, BENCH_ANSWER: form } = process.env;
const CALLS = Number(process.env.BENCH_CALLS);
const PAIRS = Number(process.env.BENCH_PAIRS);
const WARM_UP = Number(process.env.BENCH_WARM_UP);
/** What turning it on or off upsets is over by then. */
const SETTLING_CALLS = Math.ceil(CALLS / 3);

const clients = { openai: openaiClient, fetch: fetchClient, http: httpClient };
const recorder = await RECORDERS[name](url, form === 'stream');
const client = recorder.client ?? clients[clientName](url);
const callOnce = form === 'stream' ? client.listen : client.ask;
const pairs = [];
let made = 0;
// It may be on from the start, as it is where it is loaded before the program.
recorder.turnOff();

await measure(false, WARM_UP);
await measure(true, WARM_UP);
for (let pair = 0; pair < PAIRS; pair += 1) {
  const order = pair % 2 === 0 ? ['off', 'on'] : ['on', 'off'];
  const times = {};
  for (const state of order) times[state] = await measure(state === 'on', CALLS);
  pairs.push(times);
}
const recorded = recorder.countRecorded();
if (recorded !== undefined && recorded !== made)
  throw new Error(`${name} recorded ${recorded} of ${made} calls`);
console.log(JSON.stringify(pairs));

async function measure(isOn, calls) {
  // One block's litter is not the next one's; a whole collection would also throw compiled code away.
  globalThis.gc({ type: 'minor' });
  if (isOn) recorder.turnOn();
  for (let call = 0; call < SETTLING_CALLS; call += 1) await callOnce();
  const cpuBefore = process.cpuUsage();
  const began = process.hrtime.bigint();
  for (let call = 0; call < calls; call += 1) await callOnce();
  const wall = Number(process.hrtime.bigint() - began) / 1000;
  const { user, system } = process.cpuUsage(cpuBefore);
  if (isOn) {
    recorder.turnOff();
    made += SETTLING_CALLS + calls;
  }
  return { wall: wall / calls, cpu: (user + system) / calls };
}
