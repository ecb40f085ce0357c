import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { brightest, grabFrame } from './camera.js';

const encoder = new Worker(new URL('./encoder.js', import.meta.url));
const frame = grabFrame(16, 9);
try {
  encoder.postMessage(frame.pixels, [frame.pixels.buffer]);
  const [{ runs }] = await once(encoder, 'message');
  console.log(`encoded in ${runs} runs, brightest value ${brightest(frame)}`);
} finally {
  await encoder.terminate();
}
