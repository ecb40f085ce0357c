import { parentPort } from 'node:worker_threads';

function handle(job) {
  const startedAt = performance.now();
  const price = job.quote();
  return { price, tookMs: performance.now() - startedAt };
}

parentPort.once('message', (job) => parentPort.postMessage(handle(job)));
