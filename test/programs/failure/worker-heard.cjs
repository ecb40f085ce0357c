const { Worker, isMainThread } = require('node:worker_threads');

function resize(image) {
  const scale = 2;
  return image.size.width * scale; // fails here
}

if (isMainThread) {
  const worker = new Worker(__filename);
  worker.on('error', (error) => console.log('worker failed:', error.message));
} else {
  resize({ name: 'cat.png' });
}
