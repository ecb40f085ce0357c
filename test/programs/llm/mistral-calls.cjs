const { abortSoon, collect, tell } = require('./tell.cjs');

// Node's fetch makes a Request of its own for each that it is given, and reaches it by a WeakRef alone: a garbage collection between
// the two loses the abort, and the call never ends. So what a WeakRef points at is held here.
const held = [];
globalThis.WeakRef = class extends WeakRef {
  constructor(target) {
    super(target);
    held.push(target);
  }
};

module.exports = async (Mistral, server) => {
  const client = new Mistral({ apiKey: process.env.TEST_SECRET, serverURL: `${server}/mistral` });
  const body = (model, content) => ({ model, messages: [{ role: 'user', content }] });
  const create = (model, content, options) => client.chat.complete(body(model, content), options);
  const stream = (model, content, options) => client.chat.stream(body(model, content), options);

  await tell('whole', () => create('ok', 'whole'));
  await tell('whole, tools', () => create('tools', 'whole, tools'));
  await tell('stream', async () => collect(await stream('ok', 'stream')));
  await tell('stream, tools', async () => collect(await stream('tools', 'stream, tools')));
  await tell('stream, left early', async () => collect(await stream('slow', 'stream, left early'), 2));
  for (const model of ['unauthorized', 'server-error', 'broken', 'reset'])
    await tell(`whole, ${model}`, () => create(model, `whole, ${model}`));
  await tell('stream, broken', async () => collect(await stream('broken', 'stream, broken')));
  await tell('whole, timeout', () => create('hang', 'whole, timeout', { timeoutMs: 120 }));
  await tell('whole, aborted', () =>
    create('hang', 'whole, aborted', { fetchOptions: { signal: abortSoon() } }),
  );
  await tell('parallel', () =>
    Promise.all(Array.from({ length: 20 }, (_, i) => create(`ok-${i + 1}`, 'parallel'))),
  );
};
