const { collect, collectUntilSilent, tell } = require('./tell.cjs');

module.exports = async (Groq, server) => {
  const client = new Groq({ apiKey: process.env.TEST_SECRET, baseURL: `${server}/groq`, maxRetries: 0 });
  const create = (model, prompt, options) =>
    client.chat.completions.create({ model, messages: [{ role: 'user', content: prompt }] }, options);
  const stream = (model, prompt, options) =>
    client.chat.completions.create({ model, messages: [{ role: 'user', content: prompt }], stream: true }, options);

  await tell('whole', () => create('ok', 'whole'));
  await tell('whole, tools', () => create('tools', 'whole, tools'));
  await tell('stream', async () => collect(await stream('ok', 'stream')));
  await tell('stream, tools', async () => collect(await stream('tools', 'stream, tools')));
  for (const model of ['unauthorized', 'server-error', 'broken'])
    await tell(`whole, ${model}`, () => create(model, `whole, ${model}`));
  await tell('stream, broken', async () => collect(await stream('broken', 'stream, broken')));
  await tell('whole, retried', () => create('flaky', 'whole, retried', { maxRetries: 2 }));
  await tell('whole, timeout', () => create('hang', 'whole, timeout', { timeout: 120 }));
  await tell('stream, aborted', async () => {
    const controller = new AbortController();
    const parts = await stream('stall', 'stream, aborted', { signal: controller.signal });
    return collectUntilSilent(parts, () => controller.abort());
  });
  await tell('parallel', () =>
    Promise.all(Array.from({ length: 20 }, (_, i) => create(`ok-${i + 1}`, 'parallel'))),
  );
};
