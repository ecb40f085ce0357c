const { Writable } = require('node:stream');
const { setTimeout: sleep } = require('node:timers/promises');
const undici = require('undici');
const look = require('./look.cjs');
const { describeError, tell } = require('./tell.cjs');

const server = process.env.MODEL_SERVER;
const path = '/v1/chat/completions';
const bodyOf = (model, more) => JSON.stringify({ model, messages: [{ role: 'user', content: 'look' }], ...more });
const post = (model, more = {}, options = {}) =>
  undici.request(`${server}${path}`, { method: 'POST', body: bodyOf(model, more), ...options });
const streamed = { stream: true };

(async () => {
  await tell('library', () => [
    look.keys(undici),
    look.fn(undici.request),
    look.shape(undici.getGlobalDispatcher()),
    look.listeners(undici.getGlobalDispatcher()),
    undici.getGlobalDispatcher()[Symbol.for('undici.globalDispatcher.1')] === undefined,
  ]);
  await tell('answer', async () => {
    const answer = await post('ok');
    const before = [look.shape(answer), look.shape(answer.body), look.listeners(answer.body)];
    const text = await answer.body.text();
    return [before, look.headers(Object.entries(answer.headers)), text, look.shape(answer.body), look.listeners(answer.body)];
  });
  await tell('read twice', async () => {
    const { body } = await post('ok');
    await body.json();
    return body.json();
  });
  await tell('dumped', async () => {
    const { body } = await post('ok', streamed);
    await body.dump();
    return [body.destroyed, body.bodyUsed];
  });
  await tell('destroyed', async () => {
    const { body } = await post('stall', streamed);
    const reason = new RangeError('mine');
    return new Promise((resolve) => {
      body.on('error', (error) => resolve([error === reason, describeError(error)]));
      body.once('data', () => body.destroy(reason));
    });
  });
  await tell('stream', async () => {
    const parts = [];
    await undici.stream(
      `${server}${path}`,
      { method: 'POST', body: bodyOf('ok', streamed), opaque: parts },
      ({ statusCode, opaque }) => {
        opaque.push(statusCode);
        return new Writable({
          write(part, _encoding, done) {
            opaque.push(part.toString());
            setTimeout(done, 1);
          },
        });
      },
    );
    return [parts[0], parts.slice(1).join('')];
  });
  await tell('dispatched', () => {
    const pool = new undici.Pool(server);
    const seen = [];
    return new Promise((resolve) => {
      pool.dispatch(
        { method: 'POST', path, body: bodyOf('ok') },
        {
          onConnect: (abort) => seen.push(typeof abort),
          onHeaders(status, headers, resume) {
            seen.push(status, headers.length, typeof resume);
            return true;
          },
          onData(part) {
            seen.push(part.toString());
            return true;
          },
          onComplete(trailers) {
            seen.push(trailers);
            pool.close().then(() => resolve(seen));
          },
          onError: (error) => resolve([...seen, describeError(error)]),
        },
      );
    });
  });
  await tell('a handler that throws', async () => {
    const pool = new undici.Pool(server);
    const error = await new Promise((resolve) => {
      pool.dispatch(
        { method: 'POST', path, body: bodyOf('ok') },
        {
          onConnect() {},
          onHeaders: () => true,
          onData() {
            throw new RangeError('mine');
          },
          onComplete: () => resolve('complete'),
          onError: resolve,
        },
      );
    });
    await pool.destroy();
    return [describeError(error), error.stack.split('\n').slice(0, 4).map((line) => line.replace(/:\d+/g, ''))];
  });
  await tell('back pressure', async () => {
    const { body } = await post('slow', streamed, { highWaterMark: 10 });
    let text = '';
    for await (const part of body) {
      text += part;
      await sleep(3);
    }
    return text;
  });
  await tell('one connection', async () => {
    const client = new undici.Client(server, { pipelining: 1 });
    const answers = await Promise.all(
      ['ok', 'plain', 'tools'].map((model) => client.request({ method: 'POST', path, body: bodyOf(model) })),
    );
    const texts = await Promise.all(answers.map(({ body }) => body.text()));
    await client.close();
    return [texts, client.closed, client.destroyed];
  });
  await tell('pipelined', async () => {
    const client = new undici.Client(server, { pipelining: 4 });
    const texts = await Promise.all(
      ['ok', 'plain', 'tools', 'long'].map(async (model) => {
        const { body } = await client.request({ method: 'POST', path, body: bodyOf(model), idempotent: true, blocking: false });
        return body.text();
      }),
    );
    await client.close();
    return texts;
  });
  await tell('retried', async () => {
    const dispatcher = new undici.Agent().compose(undici.interceptors.retry({ minTimeout: 1, methods: ['POST'], statusCodes: [429] }));
    const { statusCode, body } = await post('flaky', {}, { dispatcher });
    const text = await body.text();
    await dispatcher.close();
    return [statusCode, text];
  });
  await tell('mocked', async () => {
    const dispatcher = new undici.MockAgent();
    dispatcher.disableNetConnect();
    dispatcher.get(server).intercept({ path, method: 'POST' }).reply(200, { mocked: true });
    const { body } = await post('ok', {}, { dispatcher });
    return body.json();
  });
  await tell('aborted', async () => {
    const signal = AbortSignal.timeout(40);
    return post('hang', {}, { signal });
  });
  await tell('body timeout', async () => (await post('stall', streamed, { bodyTimeout: 50 })).body.text());
  await tell('refused', () => undici.request(`http://127.0.0.1:1${path}`, { method: 'POST', body: bodyOf('ok') }));
  await sleep(30);
  await tell('process', () => look.process());
})();
