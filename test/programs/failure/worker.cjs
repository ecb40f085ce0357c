const { Worker, isMainThread } = require('node:worker_threads');

function resize(image) {
  const scale = 2;
  return image.size.width * scale; // fails here
}

if (isMainThread) new Worker(__filename);
else resize({ name: 'cat.png' });
