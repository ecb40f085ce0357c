// Nobody catches what a function throws at once.
const { captureOutput, runSession } = require('agentlog');

function fail(word) {
  throw new TypeError(word); // fails here
}
const ways = {
  'in captureOutput': () => captureOutput(() => fail('no')),
  'in runSession': () => runSession('agent', 'task', () => fail('no')),
  'in a step of a generator in captureOutput': () => captureOutput(function* () { fail('no'); }).result.next(),
};
ways[process.argv[2]]();
