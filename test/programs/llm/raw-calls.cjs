const { abortSoon, collect, collectUntilSilent, tell } = require('./tell.cjs');
const transports = require('./transports.cjs');

module.exports = async (libraries, server, transport) => {
  const send = transports(libraries)[transport];
  const call = async (path, body, options = {}) => {
    const { abort, limit } = options;
    const { status, parts } = await send(`${server}${path}`, JSON.stringify(body), options);
    const got = await (abort === undefined ? collect(parts, limit) : collectUntilSilent(parts, abort));
    // Where the parts begin and end is the network's business.
    return [status, options.limit === undefined ? got.join('') : got.length];
  };
  const chat = (model, prompt, more = {}, options = {}, prefix = '') =>
    call(`${prefix}/v1/chat/completions`, { model, messages: [{ role: 'user', content: prompt }], ...more }, options);
  const streamed = { stream: true, stream_options: { include_usage: true } };

  await tell('whole', () => chat('ok', 'whole, ünï 世界'));
  await tell('stream', () => chat('ok', 'stream', streamed));
  await tell('stream, split', () => chat('unicode', 'stream, split', streamed, {}, '/split'));
  await tell('whole, gzip', () => chat('unicode', 'whole, gzip', {}, {}, '/gzip'));
  await tell('anthropic', () =>
    call('/v1/messages', { model: 'written', max_tokens: 9, messages: [{ role: 'user', content: 'anthropic' }], stream: true }),
  );
  await tell('gemini', () =>
    call('/v1beta/models/ok:streamGenerateContent', { contents: [{ role: 'user', parts: [{ text: 'gemini' }] }] }),
  );
  await tell('ollama', () => call('/api/chat', { model: 'plain', messages: [{ role: 'user', content: 'ollama' }] }));
  await tell('responses', () => call('/v1/responses', { model: 'tools', input: 'responses' }));
  for (const model of ['unauthorized', 'rate-limited', 'server-error', 'gateway', 'broken', 'reset'])
    await tell(model, () => chat(model, model));
  await tell('stream, broken', () => chat('broken', 'stream, broken', streamed));
  await tell('stream, left early', () => chat('slow', 'stream, left early', streamed, { limit: 1 }));
  await tell('aborted', () => chat('hang', 'aborted', {}, { signal: abortSoon() }));
  await tell('aborted before', () => chat('ok', 'aborted before', {}, { signal: AbortSignal.abort() }));
  await tell('stream, aborted', () => {
    // This one gives nothing before it has all.
    if (transport === 'axios-plainly') return chat('stall', 'stream, aborted', streamed, { signal: abortSoon(200) });
    const controller = new AbortController();
    const options = { signal: controller.signal, abort: () => controller.abort() };
    return chat('stall', 'stream, aborted', streamed, options);
  });
  await tell('parallel', () =>
    Promise.all(Array.from({ length: 20 }, (_, i) => chat(`ok-${i + 1}`, 'parallel', i % 2 ? streamed : {}))),
  );
  // Not one of these is a model's call.
  await tell('another path', () => call('/orders', { model: 'ok', messages: [] }));
  await tell('no model', () => call('/api/chat', { room: 7, text: 'hello' }));
};
