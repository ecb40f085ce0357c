import { Worker } from 'node:worker_threads';

/** A case may take so long, a costly one on a slow machine too. */
const MAX_CASE_MS = 60_000;

/**
 * Ends the process where one case takes longer than a minute, and says which: a loop without an end gives nobody else a turn. `onCase` is to
 * be called with each case's number.
 */
export function watch(message: (number: string) => string): { onCase(number: number): void } {
  const shared = new Float64Array(new SharedArrayBuffer(8));
  const worker = new Worker(WATCHER, {
    eval: true,
    workerData: { shared, maxMs: MAX_CASE_MS, message: message('@@') },
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
const { shared, maxMs, message } = workerData;
let last = -1;
setInterval(() => {
  if (shared[0] === last) {
    writeSync(2, message.replaceAll('@@', String(last)));
    process.kill(process.pid, 'SIGKILL');
  }
  last = shared[0];
}, maxMs);
`;
