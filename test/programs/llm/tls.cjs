const axios = require('axios');
const undici = require('undici');
const { collect, tell } = require('./tell.cjs');

const send = require('./transports.cjs')({ axios, undici })[process.argv[2]];
const call = async (path, body) => {
  const { status, parts } = await send(`${process.env.MODEL_SERVER}${path}`, JSON.stringify(body));
  return [status, (await collect(parts)).join('')];
};
const messages = (content) => [{ role: 'user', content }];
const streamed = { stream: true, stream_options: { include_usage: true } };

(async () => {
  const path = '/v1/chat/completions';
  await tell('whole', () => call(path, { model: 'ok', messages: messages('whole') }));
  await tell('stream', () => call(path, { model: 'unicode', messages: messages('stream'), ...streamed }));
  await tell('refused', () => call(path, { model: 'unauthorized', messages: messages('refused') }));
  await tell('anthropic', () =>
    call('/v1/messages', { model: 'written', max_tokens: 9, messages: messages('anthropic'), stream: true }),
  );
  process.exit();
})();
