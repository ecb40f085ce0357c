import { parentPort } from 'node:worker_threads';

/** Counts runs of equal pixels: the heart of the encoder. */
parentPort.on('message', (pixels) => {
  let runs = 0;
  for (let i = 1; i < pixels.length; i += 1) if (pixels[i] !== pixels[i - 1]) runs += 1;
  parentPort.postMessage({ runs });
});
