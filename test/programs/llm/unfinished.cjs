// Ends in the middle of a streamed answer, in the way that it is told.
const http = require('node:http');

const [transport, end] = process.argv.slice(2);
const url = `${process.env.MODEL_SERVER}/v1/chat/completions`;
const body = JSON.stringify({ model: 'stall', messages: [{ role: 'user', content: end }], stream: true });
const ends = {
  exit: () => process.exit(3),
  crash: () => {
    throw new RangeError('no more');
  },
  signal: () => process.kill(process.pid, 'SIGTERM'),
};

// The answer's last piece before the server falls silent.
function onText(text) {
  if (text.includes('orders')) setImmediate(ends[end]);
}

async function byFetch() {
  const { body: parts } = await fetch(url, { method: 'POST', body });
  for await (const part of parts) onText(Buffer.from(part).toString());
}

if (transport === 'fetch') byFetch();
else
  http
    .request(url, { method: 'POST' }, (response) => response.setEncoding('utf8').on('data', onText))
    .end(body);
