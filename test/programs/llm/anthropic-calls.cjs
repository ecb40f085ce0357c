const { abortSoon, collect, collectUntilSilent, tell } = require('./tell.cjs');

const tools = [
  { name: 'get_weather', input_schema: { type: 'object', properties: { city: { type: 'string' } } } },
];

module.exports = async (Anthropic, server) => {
  const at = (prefix) =>
    new Anthropic({ apiKey: process.env.TEST_SECRET, baseURL: `${server}${prefix}`, maxRetries: 0 });
  const client = at('');
  const body = (model, prompt) => ({
    model,
    max_tokens: 100,
    system: 'Be brief.',
    messages: [{ role: 'user', content: prompt }],
  });
  const create = (model, prompt, options, from = client) => from.messages.create(body(model, prompt), options);
  const stream = (model, prompt, options, from = client) =>
    from.messages.create({ ...body(model, prompt), stream: true }, options);

  await tell('whole', () => create('ok', 'whole'));
  await tell('whole, no details', () => create('plain', 'whole, no details'));
  await tell('whole, written', () => create('written', 'whole, written'));
  await tell('whole, tools', () => client.messages.create({ ...body('tools', 'whole, tools'), tools }));
  await tell('whole, tools alone', () => create('silent', 'whole, tools alone'));
  await tell('whole, long', () => create('long', `whole, long ${'and longer '.repeat(40)}`));
  await tell('whole, parts', () =>
    client.messages.create({
      ...body('ok', ''),
      messages: [
        { role: 'user', content: 'first' },
        { role: 'assistant', content: 'yes?' },
        { role: 'user', content: [{ type: 'text', text: 'whole, parts' }] },
      ],
    }),
  );
  await tell('whole, with its response', async () => {
    const { data, response, request_id } = await create('ok', 'whole, with its response').withResponse();
    return [data, response.url.startsWith(server), response.bodyUsed, request_id];
  });
  await tell('stream', async () => collect(await stream('ok', 'stream')));
  await tell('stream, written', async () => collect(await stream('written', 'stream, written')));
  await tell('stream, helper', () => client.messages.stream(body('unicode', 'stream, helper')).finalMessage());
  await tell('stream, tools', () =>
    client.messages.stream({ ...body('tools', 'stream, tools'), tools }).finalMessage(),
  );
  await tell('stream, left early', async () => collect(await stream('slow', 'stream, left early'), 3));
  for (const flag of ['gzip', 'br', 'split', 'crlf', 'redirect']) {
    const from = at(`/${flag}`);
    await tell(`whole, ${flag}`, () => create('unicode', `whole, ${flag}`, {}, from));
    await tell(`stream, ${flag}`, async () => collect(await stream('unicode', `stream, ${flag}`, {}, from)));
  }
  for (const model of ['unauthorized', 'rate-limited', 'server-error', 'overloaded', 'gateway', 'broken', 'reset'])
    await tell(`whole, ${model}`, () => create(model, `whole, ${model}`));
  for (const model of ['unauthorized', 'rate-limited', 'stream-error', 'broken', 'cut', 'reset'])
    await tell(`stream, ${model}`, async () => collect(await stream(model, `stream, ${model}`)));
  await tell('whole, retried', () => create('flaky', 'whole, retried', { maxRetries: 2 }));
  await tell('whole, timeout', () => create('hang', 'whole, timeout', { timeout: 120 }));
  await tell('whole, aborted', () => create('hang', 'whole, aborted', { signal: abortSoon() }));
  await tell('whole, aborted before', () =>
    create('ok', 'whole, aborted before', { signal: AbortSignal.abort() }),
  );
  await tell('stream, aborted', async () => {
    const controller = new AbortController();
    const parts = await stream('stall', 'stream, aborted', { signal: controller.signal });
    return collectUntilSilent(parts, () => controller.abort());
  });
  await tell('stream, aborted by its helper', async () => {
    const helper = client.messages.stream(body('stall', 'stream, aborted by its helper'));
    await collectUntilSilent(helper, () => helper.abort()).catch(() => {});
    return helper.finalMessage();
  });
  await tell('parallel', () =>
    Promise.all(
      Array.from({ length: 20 }, async (_, i) =>
        i % 2 === 0 ? create(`ok-${i + 1}`, 'parallel') : collect(await stream(`ok-${i + 1}`, 'parallel')),
      ),
    ),
  );
};
