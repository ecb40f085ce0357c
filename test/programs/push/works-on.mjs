// Logs and prints until a file named "stop" is there, and says what it can see of its own process.
import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const { logDecision } = await import(pathToFileURL(process.argv[2]).href);
// Recording itself listens for uncaught errors, and at the exit.
const OF_RECORDING = ['uncaughtExceptionMonitor', 'exit'];
const look = () =>
  JSON.stringify({
    resources: process.getActiveResourcesInfo(),
    handles: process._getActiveHandles().length,
    listeners: process.eventNames().filter((name) => typeof name === 'string' && !OF_RECORDING.includes(name)),
  });

logDecision('is it on?', 'first');
console.log('begins');
let turn = 0;
const timer = setInterval(() => {
  turn += 1;
  logDecision('which turn?', turn);
  if (!existsSync('stop')) return;
  clearInterval(timer);
  console.error('ends');
  console.log(look());
  process.exitCode = 3;
}, 100);
process.on('SIGTERM', () => {});
