import { Worker } from 'node:worker_threads';

/** A case may take so much of the processor's time: a clock would blame it for what else the machine does. */
const MAX_CASE_MS = 30_000;
const LOOK_MS = 5000;

/**
 * Ends the process where one case takes half a minute of the processor's time, and says which: a loop without an end gives nobody else a turn. `onCase` is to
 * be called with each case's number.
 */
export function watch(message: (number: string) => string): { onCase(number: number): void } {
  const shared = new Float64Array(new SharedArrayBuffer(8));
  const worker = new Worker(WATCHER, {
    eval: true,
    workerData: { shared, maxMs: MAX_CASE_MS, lookMs: LOOK_MS, message: message('@@') },
  });
  worker.unref();
  return {
    onCase(number) {
      shared[0] = number;
    },
  };
}

const WATCHER = `
const { workerData } = require('node:worker_threads');
const { writeSync } = require('node:fs');
const { shared, maxMs, lookMs, message } = workerData;
let last = -1;
let before = 0;
setInterval(() => {
  const { user, system } = process.cpuUsage();
  const now = (user + system) / 1000;
  if (shared[0] !== last) before = now;
  last = shared[0];
  if (now - before < maxMs) return;
  writeSync(2, message.replaceAll('@@', String(last)));
  process.kill(process.pid, 'SIGKILL');
}, lookMs);
`;
