const { setTimeout: sleep } = require('node:timers/promises');
const look = require('./look.cjs');
const { collect, tell } = require('./tell.cjs');

const server = process.env.MODEL_SERVER;
const path = '/v1/chat/completions';
const bodyOf = (model, more) => JSON.stringify({ model, messages: [{ role: 'user', content: 'look' }], ...more });
const post = (model, init = {}, more = {}, prefix = '') =>
  fetch(`${server}${prefix}${path}`, { method: 'POST', body: bodyOf(model, more), ...init });
const streamed = { stream: true };
const early = fetch;

(async () => {
  await tell('fetch', async () => [
    look.fn(fetch),
    look.descriptor(globalThis, 'fetch'),
    fetch === early,
    ['Response', 'Request', 'Headers', 'ReadableStream'].map((name) => [
      look.descriptor(globalThis, name),
      look.fn(globalThis[name]),
      look.keys(globalThis[name].prototype),
    ]),
  ]);
  await tell('response', async () => {
    const response = await post('ok');
    const before = [response.bodyUsed, response.body.locked, look.shape(response), look.shape(response.body)];
    const copy = response.clone();
    const whole = await response.text();
    return {
      before,
      url: response.url,
      facts: [response.status, response.statusText, response.ok, response.type, response.redirected],
      headers: look.headers(response.headers),
      text: [whole, (await copy.text()) === whole],
      after: [response.bodyUsed, response.body.locked, copy.bodyUsed, look.shape(response)],
    };
  });
  await tell('redirected', async () => {
    const response = await post('ok', {}, {}, '/redirect');
    return [response.url, response.redirected, await response.json()];
  });
  await tell('redirect by hand', async () => {
    const response = await post('ok', { redirect: 'manual' }, {}, '/redirect');
    return [response.url, response.type, response.status, look.headers(response.headers), await response.text()];
  });
  await tell('redirect refused', () => post('ok', { redirect: 'error' }, {}, '/redirect'));
  await tell('read twice', async () => {
    const response = await post('ok');
    await response.json();
    return response.json();
  });
  await tell('cloned too late', async () => {
    const response = await post('ok');
    await response.text();
    return response.clone();
  });
  await tell('as blob and bytes', async () => {
    const blob = await (await post('ok')).blob();
    const buffer = await (await post('ok')).arrayBuffer();
    return [blob.type, blob.size, buffer.byteLength];
  });
  await tell('tee', async () => {
    const [left, right] = (await post('ok', {}, streamed)).body.tee();
    const texts = await Promise.all([collect(left), collect(right)]);
    return texts.map((parts) => Buffer.concat(parts).toString());
  });
  await tell('byte reader', async () => {
    const reader = (await post('ok', {}, streamed)).body.getReader({ mode: 'byob' });
    let text = '';
    for (;;) {
      const { value, done } = await reader.read(new Uint8Array(7));
      if (done) return [text, look.shape(reader)];
      text += Buffer.from(value).toString('latin1');
    }
  });
  await tell('cancelled', async () => {
    const { body } = await post('slow', {}, streamed);
    const reader = body.getReader();
    await reader.read();
    await reader.cancel(new Error('enough'));
    return [await reader.read(), await reader.closed];
  });
  await tell('cancelled unread', async () => {
    const response = await post('ok');
    await response.body.cancel();
    return [response.bodyUsed, await response.text()];
  });
  await tell('left unread', async () => (await post('ok')).status);
  await tell('aborted with a reason', async () => {
    const controller = new AbortController();
    const reason = new RangeError('mine');
    const pending = post('hang', { signal: controller.signal });
    await sleep(30);
    controller.abort(reason);
    return pending.catch((error) => [error === reason, error.message]);
  });
  await tell('aborted while it is read', async () => {
    const controller = new AbortController();
    const reason = { mine: true };
    const { body } = await post('stall', { signal: controller.signal }, streamed);
    const reader = body.getReader();
    await reader.read();
    setTimeout(() => controller.abort(reason), 40);
    try {
      for (;;) await reader.read();
    } catch (error) {
      return [error === reason, await reader.closed.catch((closed) => closed === reason)];
    }
  });
  await tell('aborted afterwards', async () => {
    const controller = new AbortController();
    const response = await post('ok', { signal: controller.signal });
    const whole = await response.text();
    controller.abort();
    return whole.length;
  });
  await tell('a request object', async () => {
    const request = new Request(`${server}${path}`, { method: 'POST', body: bodyOf('ok') });
    const before = [request.bodyUsed, look.shape(request)];
    const response = await fetch(request);
    return [before, request.bodyUsed, look.shape(request), await response.json()];
  });
  for (const [name, make] of Object.entries({
    bytes: () => new TextEncoder().encode(bodyOf('ok')),
    buffer: () => new TextEncoder().encode(bodyOf('ok')).buffer,
    blob: () => new Blob([bodyOf('ok').slice(0, 9), bodyOf('ok').slice(9)], { type: 'application/json' }),
    form: () => new URLSearchParams({ model: 'ok' }),
    'multipart form': () => {
      const form = new FormData();
      form.set('model', 'ok');
      return form;
    },
  }))
    await tell(`sends ${name}`, async () => {
      const response = await fetch(`${server}${path}`, { method: 'POST', body: make() });
      return [response.status, await response.text()];
    });
  await tell('sends a stream', async () => {
    const order = [];
    async function* parts() {
      for (const part of [bodyOf('ok').slice(0, 5), bodyOf('ok').slice(5, 20), bodyOf('ok').slice(20)]) {
        order.push(`part ${part.length}`);
        yield Buffer.from(part);
      }
      order.push('end');
    }
    const response = await fetch(`${server}${path}`, { method: 'POST', body: parts(), duplex: 'half' });
    return [response.status, order, await response.json()];
  });
  await tell('sends a stream that fails', async () => {
    async function* parts() {
      yield Buffer.from('{');
      throw new RangeError('no more');
    }
    return fetch(`${server}${path}`, { method: 'POST', body: parts(), duplex: 'half' });
  });
  await tell('no such host', () => fetch(`http://127.0.0.1:1${path}`, { method: 'POST', body: bodyOf('ok') }));
  await tell('wrong address', () => fetch(`nonsense://x${path}`, { method: 'POST', body: bodyOf('ok') }));
  await tell('wrong header', () => post('ok', { headers: { 'bad header': 'x' } }));
  await sleep(50);
  await tell('process', () => look.process());
})();
