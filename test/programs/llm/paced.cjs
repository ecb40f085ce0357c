// Each part of an answer comes only when the one before has been seen: what holds a part back never ends.
const http = require('node:http');
const axios = require('axios');
const undici = require('undici');
const { tell } = require('./tell.cjs');
const transports = require('./transports.cjs')({ axios, undici });

const server = process.env.MODEL_SERVER;

function go(gate) {
  return new Promise((resolve, reject) => {
    http.get(`${server}/go/${gate}`, { agent: false }, (response) => response.resume().on('end', resolve)).on('error', reject);
  });
}

// What runs in which order behind a part.
async function orderBehind() {
  const order = [];
  const all = [
    new Promise((resolve) => process.nextTick(resolve)).then(() => order.push('tick')),
    new Promise((resolve) => setImmediate(resolve)).then(() => order.push('immediate')),
    Promise.resolve().then(() => order.push('microtask')),
    new Promise((resolve) => queueMicrotask(resolve)).then(() => order.push('queued')),
  ];
  await Promise.all(all);
  return order.join();
}

async function paced(transport, prefix, path, body) {
  const { status, gate, parts } = await transports[transport](`${server}/paced${prefix}${path}`, JSON.stringify(body));
  const seen = [];
  for await (const part of parts) {
    seen.push([part, await orderBehind()]);
    await go(gate);
  }
  // How much is decompressed at once is a matter of chance.
  return [status, prefix === '' ? seen : seen.map(([part]) => part).join('')];
}

(async () => {
  const chat = { model: 'ok', messages: [{ role: 'user', content: 'paced' }] };
  for (const transport of ['fetch', 'undici-fetch', 'undici-request', 'http', 'http-listeners', 'axios']) {
    await tell(`${transport}, stream`, () => paced(transport, '', '/v1/chat/completions', { ...chat, stream: true }));
    await tell(`${transport}, whole`, () => paced(transport, '', '/v1/chat/completions', chat));
    await tell(`${transport}, lines`, () => paced(transport, '', '/api/chat', chat));
    // These see the compressed bytes, in which the compressor's version shows.
    if (/request|http/.test(transport)) continue;
    await tell(`${transport}, gzip`, () => paced(transport, '+gzip', '/v1/messages', { ...chat, stream: true }));
    await tell(`${transport}, br`, () => paced(transport, '+br', '/v1/messages', { ...chat, stream: true }));
  }
})();
