import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { FreightJob } from './freight-job.js';

const worker = new Worker(new URL('./quote-worker.js', import.meta.url));
worker.postMessage(new FreightJob(['Lyon', 'Turin'], 240));

const [quote] = await once(worker, 'message');
console.log(`${quote.price.toFixed(2)} EUR`);
