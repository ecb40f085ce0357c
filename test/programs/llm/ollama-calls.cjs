const { collect, collectUntilSilent, tell } = require('./tell.cjs');

module.exports = async (Ollama, server) => {
  const client = new Ollama({ host: server });
  const chat = (model, content, more = {}, from = client) =>
    from.chat({ model, messages: [{ role: 'user', content }], ...more });
  const stream = (model, content, from = client) => chat(model, content, { stream: true }, from);

  await tell('chat', () => chat('ok', 'chat'));
  await tell('chat, tools', () => chat('tools', 'chat, tools'));
  await tell('chat, stream', async () => collect(await stream('ok', 'chat, stream')));
  await tell('chat, tools alone', () => chat('silent', 'chat, tools alone'));
  await tell('chat, stream, tools', async () => collect(await stream('tools', 'chat, stream, tools')));
  await tell('generate', () => client.generate({ model: 'plain', prompt: 'generate' }));
  await tell('generate, stream', async () =>
    collect(await client.generate({ model: 'plain', prompt: 'generate, stream', stream: true })),
  );
  await tell('embed', () => client.embed({ model: 'ok', input: 'embed' }));
  await tell('chat, left early', async () => collect(await stream('slow', 'chat, left early'), 2));
  for (const flag of ['gzip', 'split']) {
    const from = new Ollama({ host: `${server}/${flag}` });
    await tell(`chat, ${flag}`, () => chat('unicode', `chat, ${flag}`, {}, from));
    await tell(`stream, ${flag}`, async () => collect(await stream('unicode', `stream, ${flag}`, from)));
  }
  for (const model of ['missing', 'server-error', 'broken', 'reset'])
    await tell(`chat, ${model}`, () => chat(model, `chat, ${model}`));
  for (const model of ['missing', 'stream-error', 'broken', 'cut'])
    await tell(`stream, ${model}`, async () => collect(await stream(model, `stream, ${model}`)));
  await tell('chat, aborted', async () => {
    const parts = await stream('stall', 'chat, aborted');
    return collectUntilSilent(parts, () => client.abort());
  });
  await tell('parallel', () =>
    Promise.all(Array.from({ length: 20 }, (_, i) => chat(`ok-${i + 1}`, 'parallel'))),
  );
};
