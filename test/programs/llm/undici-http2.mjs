// Model calls over HTTP/2 by undici, of which both undici and node:http2 tell.
import { H2CClient } from 'undici';
import { tell } from './tell.cjs';

const client = new H2CClient(process.env.MODEL_SERVER);
const call = async (model, more) => {
  const messages = [{ role: 'user', content: model }];
  const { statusCode, body } = await client.request({
    method: 'POST',
    path: '/v1/chat/completions',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ model, messages, ...more }),
  });
  return [statusCode, await body.text()];
};

await tell('whole', () => call('ok'));
await tell('stream', () => call('plain', { stream: true, stream_options: { include_usage: true } }));
await tell('refused', () => call('unauthorized'));
await tell('parallel', () => Promise.all(Array.from({ length: 20 }, (_, i) => call(`ok-${i + 1}`))));
await client.close();
