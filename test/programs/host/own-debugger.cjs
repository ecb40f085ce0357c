// Debugs itself, in process, as profilers and test runners do.
const inspector = require('node:inspector');

const session = new inspector.Session();
session.connect();
const seen = [];
session.on('Debugger.paused', ({ params }) => seen.push([params.reason, params.callFrames[0].functionName]));
session.post('Debugger.enable');
session.post('Debugger.setPauseOnExceptions', { state: 'all' });

function fail() {
  throw new Error('seen by two');
}
try {
  fail();
} catch {}
// biome-ignore lint/suspicious/noDebugger: that is what is tested
debugger;
session.post('Debugger.disable');
session.disconnect();
console.log(JSON.stringify(seen));
