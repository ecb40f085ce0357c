const { abortSoon, collect, collectUntilSilent, tell } = require('./tell.cjs');

const tools = [
  {
    type: 'function',
    function: { name: 'get_weather', parameters: { type: 'object', properties: { city: { type: 'string' } } } },
  },
];

module.exports = async (OpenAI, server) => {
  const at = (prefix, more = {}) =>
    new OpenAI({ apiKey: process.env.TEST_SECRET, baseURL: `${server}${prefix}/v1`, maxRetries: 0, ...more });
  const client = at('');
  const user = (content) => [{ role: 'system', content: 'Be brief.' }, { role: 'user', content }];
  const chat = (model, prompt, options, from = client) =>
    from.chat.completions.create({ model, messages: user(prompt) }, options);
  const stream = (model, prompt, more = {}, options = {}, from = client) =>
    from.chat.completions.create({ model, messages: user(prompt), stream: true, ...more }, options);
  const counted = { stream_options: { include_usage: true } };

  await tell('chat', () => chat('ok', 'chat'));
  await tell('chat, no details', () => chat('plain', 'chat, no details'));
  await tell('chat, no usage', () => chat('no-usage', 'chat, no usage'));
  await tell('chat, no output', () => chat('zero', 'chat, no output'));
  await tell('chat, tools', () =>
    client.chat.completions.create({ model: 'tools', messages: user('chat, tools'), tools }),
  );
  await tell('chat, tools alone', () => chat('silent', 'chat, tools alone'));
  await tell('chat, long', () => chat('long', `chat, long ${'and longer '.repeat(40)}`));
  await tell('chat, with its response', async () => {
    const { data, response, request_id } = await chat('ok', 'chat, with its response').withResponse();
    return [data, response.url.startsWith(server), response.bodyUsed, response.redirected, request_id];
  });
  await tell('chat, response alone', async () => {
    const response = await chat('ok', 'chat, response alone').asResponse();
    const copy = response.clone();
    return [await response.text(), await copy.text(), response.status, [...response.headers.keys()]];
  });
  await tell('stream', async () => collect(await stream('ok', 'stream', counted)));
  await tell('stream, uncounted', async () => collect(await stream('plain', 'stream, uncounted')));
  await tell('stream, unicode', async () => collect(await stream('unicode', 'stream, unicode — ünï 世界', counted)));
  await tell('stream, tools', () =>
    client.chat.completions
      .stream({ model: 'tools', messages: user('stream, tools'), tools, ...counted })
      .finalChatCompletion(),
  );
  await tell('stream, tools alone', async () => collect(await stream('silent', 'stream, tools alone', counted)));
  await tell('chat, a secret', () => chat('echo', `my key is ${process.env.TEST_SECRET}, keep it`));
  await tell('stream, teed', async () => {
    const [left, right] = (await stream('ok', 'stream, teed', counted)).tee();
    return Promise.all([collect(left), collect(right)]);
  });
  await tell('stream, left early', async () => collect(await stream('slow', 'stream, left early', counted), 3));
  for (const flag of ['gzip', 'br', 'deflate', 'split', 'crlf', 'gzip+split', 'redirect']) {
    const from = at(`/${flag}`);
    await tell(`whole, ${flag}`, () => chat('unicode', `whole, ${flag}`, {}, from));
    await tell(`stream, ${flag}`, async () => collect(await stream('unicode', `stream, ${flag}`, counted, {}, from)));
  }
  for (const flag of ['deepseek', 'openrouter']) {
    const from = at(`/${flag}`);
    await tell(`whole, ${flag}`, () => chat('ok', `whole, ${flag}`, {}, from));
    await tell(`stream, ${flag}`, async () => collect(await stream('ok', `stream, ${flag}`, counted, {}, from)));
  }

  const responses = (model, input, more = {}) => client.responses.create({ model, input, ...more });
  await tell('responses', () => responses('ok', 'responses'));
  await tell('responses, list', () => responses('written', user('responses, list')));
  await tell('responses, tools', () => responses('tools', 'responses, tools'));
  await tell('responses, stream', async () => collect(await responses('ok', 'responses, stream', { stream: true })));
  await tell('responses, stream, tools', () =>
    client.responses.stream({ model: 'tools', input: 'responses, stream, tools' }).finalResponse(),
  );
  await tell('responses, incomplete', async () =>
    collect(await responses('incomplete', 'responses, incomplete', { stream: true })),
  );
  await tell('responses, stream error', async () =>
    collect(await responses('stream-error', 'responses, stream error', { stream: true })),
  );
  await tell('completions', () => client.completions.create({ model: 'ok', prompt: 'completions' }));
  await tell('completions, stream', async () =>
    collect(await client.completions.create({ model: 'ok', prompt: 'completions, stream', stream: true, ...counted })),
  );
  await tell('embeddings', () => client.embeddings.create({ model: 'ok', input: 'embeddings' }));
  await tell('models', async () => collect(await client.models.list()));

  for (const model of ['unauthorized', 'rate-limited', 'server-error', 'missing', 'gateway', 'broken', 'reset'])
    await tell(`chat, ${model}`, () => chat(model, `chat, ${model}`));
  for (const model of ['unauthorized', 'rate-limited', 'stream-error', 'broken', 'cut', 'reset'])
    await tell(`stream, ${model}`, async () => collect(await stream(model, `stream, ${model}`, counted)));
  await tell('chat, retried', () => chat('flaky', 'chat, retried', { maxRetries: 2 }));
  await tell('chat, retried in vain', () => chat('server-error', 'chat, retried in vain', { maxRetries: 1 }));
  await tell('chat, timeout', () => chat('hang', 'chat, timeout', { timeout: 120 }));
  await tell('chat, aborted', () => chat('hang', 'chat, aborted', { signal: abortSoon() }));
  await tell('chat, aborted before', () => chat('ok', 'chat, aborted before', { signal: AbortSignal.abort() }));
  await tell('stream, aborted', async () => {
    const controller = new AbortController();
    const parts = await stream('stall', 'stream, aborted', counted, { signal: controller.signal });
    return collectUntilSilent(parts, () => controller.abort());
  });
  await tell('stream, aborted by its controller', async () => {
    const parts = await stream('stall', 'stream, aborted by its controller', counted);
    return collectUntilSilent(parts, () => parts.controller.abort());
  });
  await tell('parallel', () =>
    Promise.all(
      Array.from({ length: 20 }, async (_, i) =>
        i % 2 === 0 ? chat(`ok-${i + 1}`, 'parallel') : collect(await stream(`ok-${i + 1}`, 'parallel', counted)),
      ),
    ),
  );
};
