// Calls models from its main thread and from a worker at once. Takes the number of the first call.
const { isMainThread, Worker, workerData } = require('node:worker_threads');
const http = require('node:http');

const url = `${process.env.MODEL_SERVER}/v1/chat/completions`;
const COUNT = 25;

async function byFetch(body) {
  return (await fetch(url, { method: 'POST', body })).text();
}

function byHttp(body) {
  return new Promise((resolve, reject) => {
    const request = http.request(url, { method: 'POST' }, (response) => response.resume().on('end', resolve));
    request.on('error', reject).end(body);
  });
}

async function callAll(first) {
  const numbers = Array.from({ length: COUNT }, (_, i) => first + i);
  await Promise.all(
    numbers.map((n) => {
      const more = n % 3 === 0 ? { stream: true, stream_options: { include_usage: true } } : {};
      const body = JSON.stringify({ model: `ok-${n}`, messages: [{ role: 'user', content: 'many' }], ...more });
      return n % 2 === 0 ? byFetch(body) : byHttp(body);
    }),
  );
}

if (isMainThread) {
  const first = Number(process.argv[2]);
  const worker = new Worker(__filename, { workerData: first + COUNT });
  const done = new Promise((resolve) => worker.on('exit', resolve));
  callAll(first).then(async () => console.log('worker ended', await done));
} else {
  callAll(workerData);
}
