// Debugs and profiles itself: breakpoints by place, pauses, the console, a CPU profile. Then it fails.
import { Session } from 'node:inspector/promises';

const session = new Session();
session.connect();
const seen = [];
session.on('Runtime.consoleAPICalled', ({ params }) => seen.push(['console', params.type, params.args[0].value]));
session.on('Debugger.paused', ({ params }) => seen.push(['paused', params.reason, params.callFrames[0].functionName]));
await session.post('Runtime.enable');
await session.post('Debugger.enable');
await session.post('Profiler.enable');
await session.post('Profiler.start');
await session.post('Debugger.setPauseOnExceptions', { state: 'uncaught' });
const { result } = await session.post('Runtime.evaluate', { expression: '6 * 7' });
const { exceptionDetails } = await session.post('Runtime.evaluate', { expression: 'null.x' });

function half(n) {
  if (n % 2) throw new RangeError(`${n} is odd`);
  return n / 2;
}
for (const n of [4, 5]) {
  try {
    half(n);
  } catch (error) {
    console.log(error.message);
  }
}
debugger;
const { profile } = await session.post('Profiler.stop');
await session.post('Debugger.disable');
session.disconnect();
console.log(seen, result.value, exceptionDetails.exception.className, profile.nodes.length > 0);
half(7);
