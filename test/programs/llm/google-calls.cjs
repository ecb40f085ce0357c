const { abortSoon, collect, collectUntilSilent, tell } = require('./tell.cjs');

module.exports = async (GoogleGenAI, server) => {
  const at = (prefix) =>
    new GoogleGenAI({ apiKey: process.env.TEST_SECRET, httpOptions: { baseUrl: `${server}${prefix}` } });
  const client = at('');
  const create = (model, contents, config, from = client) =>
    from.models.generateContent({ model, contents, ...(config && { config }) });
  const stream = (model, contents, config, from = client) =>
    from.models.generateContentStream({ model, contents, ...(config && { config }) });
  const plain = ({ sdkHttpResponse, ...rest }) => rest;
  const parts = async (answer, limit) => (await collect(await answer, limit)).map(plain);

  await tell('whole', async () => plain(await create('ok', 'whole')));
  await tell('whole, no details', async () => plain(await create('plain', 'whole, no details')));
  await tell('whole, tools', async () => plain(await create('tools', 'whole, tools')));
  await tell('whole, tools alone', async () => plain(await create('silent', 'whole, tools alone')));
  await tell('whole, parts', async () =>
    plain(
      await create('ok', [
        { role: 'user', parts: [{ text: 'first' }] },
        { role: 'model', parts: [{ text: 'yes?' }] },
        { role: 'user', parts: [{ text: 'whole, parts' }] },
      ]),
    ),
  );
  await tell('stream', () => parts(stream('ok', 'stream')));
  await tell('stream, tools', () => parts(stream('tools', 'stream, tools')));
  await tell('stream, left early', () => parts(stream('slow', 'stream, left early'), 2));
  for (const flag of ['gzip', 'split']) {
    await tell(`whole, ${flag}`, async () =>
      plain(await create('unicode', `whole, ${flag}`, undefined, at(`/${flag}`))),
    );
    await tell(`stream, ${flag}`, () => parts(stream('unicode', `stream, ${flag}`, undefined, at(`/${flag}`))));
  }
  for (const model of ['unauthorized', 'missing', 'broken', 'reset'])
    await tell(`whole, ${model}`, () => create(model, `whole, ${model}`));
  for (const model of ['unauthorized', 'stream-error', 'broken'])
    await tell(`stream, ${model}`, () => parts(stream(model, `stream, ${model}`)));
  await tell('whole, timeout', () => create('hang', 'whole, timeout', { httpOptions: { timeout: 120 } }));
  await tell('whole, aborted', () => create('hang', 'whole, aborted', { abortSignal: abortSoon() }));
  await tell('stream, aborted', async () => {
    const controller = new AbortController();
    const answer = await stream('stall', 'stream, aborted', { abortSignal: controller.signal });
    return collectUntilSilent(answer, () => controller.abort());
  });
  await tell('chat', async () => {
    const chat = client.chats.create({ model: 'ok' });
    await chat.sendMessage({ message: 'chat, first' });
    return plain(await chat.sendMessage({ message: 'chat, second' }));
  });
  await tell('parallel', async () =>
    (await Promise.all(Array.from({ length: 20 }, (_, i) => create(`ok-${i + 1}`, 'parallel')))).map(plain),
  );
};
