const { isMainThread, parentPort, Worker } = require('worker_threads');
if (isMainThread) {
  const worker = new Worker(__filename);
  worker.on('message', (message) => console.log('worker says', message));
  worker.on('error', (error) => console.log('worker failed:', error.message));
  worker.on('exit', (code) => {
    console.log('worker ended with', code);
    process.exitCode = 4;
  });
} else {
  parentPort.postMessage('hello');
  setTimeout(() => null.x, 10);
}
