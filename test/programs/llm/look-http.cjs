const http = require('node:http');
const https = require('node:https');
const { AsyncLocalStorage } = require('node:async_hooks');
const look = require('./look.cjs');
const { describeError, sleep, tell } = require('./tell.cjs');

const server = process.env.MODEL_SERVER;
const path = '/v1/chat/completions';
const bodyOf = (model, more) => JSON.stringify({ model, messages: [{ role: 'user', content: 'look' }], ...more });
const streamed = { stream: true };

function follow(emitter, name, order) {
  const emit = emitter.emit;
  emitter.emit = function (event, ...args) {
    // How many pieces there are is the network's business.
    if (!order.includes(`${name} ${String(event)}`)) order.push(`${name} ${String(event)}`);
    return emit.call(this, event, ...args);
  };
}

// Sends a call, lets `use` do with request and response what it wants, and waits until both are closed.
function call(body, use = {}, options = {}) {
  return new Promise((resolve) => {
    const told = { seen: [], order: [], text: '' };
    const request = http.request(`${server}${options.prefix ?? ''}${path}`, { method: 'POST', agent: false, ...options });
    if (use.order) follow(request, 'request', told.order);
    request.on('error', (error) => told.seen.push(describeError(error)));
    request.on('response', (response) => {
      if (use.order) follow(response, 'response', told.order);
      response.on('error', (error) => told.seen.push(describeError(error)));
      if (use.response) use.response(response, request, told);
      else response.on('data', (chunk) => (told.text += chunk));
    });
    request.on('close', () => setImmediate(resolve, told));
    use.request?.(request, told);
    if (!use.sends) request.end(body);
  });
}

(async () => {
  await tell('functions', () =>
    [http, https].map((module) => [
      look.fn(module.request),
      look.fn(module.get),
      look.descriptor(module, 'request'),
      look.keys(module.globalAgent),
      look.listeners(module.globalAgent),
    ]),
  );
  await tell('prototypes', () =>
    [http.ClientRequest, http.IncomingMessage, http.OutgoingMessage, http.Agent].map((type) => [
      look.fn(type),
      look.keys(type.prototype),
      look.keys(type.prototype).map((name) => typeof Object.getOwnPropertyDescriptor(type.prototype, name)?.value),
    ]),
  );
  await tell('objects', () =>
    call(bodyOf('ok'), {
      request: (request, { seen }) => seen.push(look.shape(request), look.listeners(request)),
      response(response, request, told) {
        told.seen.push(look.shape(response), look.listeners(response), look.shape(request), look.listeners(request));
        told.seen.push(look.shape(response.socket), look.listeners(response.socket), response.readableFlowing);
        told.seen.push(look.headers(Object.entries(response.headers)), response.rawHeaders.length);
        response.on('data', (chunk) => {
          told.text += chunk;
          told.seen.push(look.shape(response), look.listeners(response), look.listeners(response.socket));
        });
        response.on('end', () =>
          told.seen.push(look.shape(response), look.listeners(response), look.shape(request), response.complete),
        );
      },
    }),
  );
  await tell('order of events', () =>
    call(bodyOf('ok', streamed), { order: true, response: (response) => response.resume() }),
  );
  await tell('methods', () =>
    call(bodyOf('ok'), {
      request: (request, { seen }) =>
        seen.push(['write', 'end', 'on', 'emit', 'destroy'].map((name) => look.fn(request[name]))),
      response(response, _request, { seen }) {
        seen.push(['on', 'push', 'read', 'emit', 'destroy'].map((name) => look.fn(response[name])));
        response.resume();
      },
    }),
  );
  await tell('writes', () =>
    call('', {
      sends: true,
      request(request, { seen }) {
        const body = Buffer.from(bodyOf('echo', { messages: [{ role: 'user', content: 'grüße 世界' }] }));
        seen.push(request.write(body.subarray(0, 30), () => seen.push('written')));
        seen.push(request.write(body.subarray(30).toString('latin1'), 'latin1'));
        seen.push(request.writableLength, request.headersSent);
        request.end('', () => seen.push('ended'));
        seen.push(request.writableEnded, request.writableLength);
      },
    }),
  );
  await tell('corked writes', () =>
    call('', {
      sends: true,
      request(request, { seen }) {
        request.cork();
        for (const letter of bodyOf('ok')) request.write(letter);
        process.nextTick(() => {
          request.uncork();
          request.end();
          seen.push(request.writableLength);
        });
      },
    }),
  );
  await tell('paused', () =>
    call(bodyOf('ok', streamed), {
      response(response, _request, told) {
        response.setEncoding('utf8');
        response.on('readable', () => {
          for (let part = response.read(100); part !== null; part = response.read(100)) told.text += part;
          const rest = response.read();
          if (rest !== null) told.text += rest;
        });
      },
    }),
  );
  await tell('context', () =>
    new AsyncLocalStorage().run('mine', async () => {
      const storage = new AsyncLocalStorage();
      return storage.run('inner', () =>
        call(bodyOf('ok'), {
          response(response, _request, { seen }) {
            seen.push(storage.getStore());
            response.on('data', () => seen.push(storage.getStore())).on('end', () => seen.push(storage.getStore()));
          },
        }),
      );
    }),
  );
  await tell('destroyed at the head', () => call(bodyOf('ok', streamed), { response: (response) => response.destroy() }));
  await tell('destroyed with an error', () =>
    call(bodyOf('stall', streamed), {
      response: (response) => response.once('data', () => response.destroy(new RangeError('mine'))),
    }),
  );
  await tell('request destroyed', () =>
    call(bodyOf('hang'), { request: (request) => setTimeout(() => request.destroy(new RangeError('mine')), 30) }),
  );
  await tell('request aborted', () => call(bodyOf('hang'), { request: (request) => setTimeout(() => request.abort(), 30) }));
  await tell('timeout', () =>
    call(bodyOf('hang'), {
      request: (request, { seen }) =>
        request.setTimeout(40, () => {
          seen.push('timeout');
          request.destroy();
        }),
    }),
  );
  await tell('broken', () => call(bodyOf('broken', streamed), { order: true }));
  await tell('reset', () => call(bodyOf('reset'), { order: true }));
  await tell('never listened to', async () => {
    const request = http.request(`${server}${path}`, { method: 'POST', agent: false });
    request.end(bodyOf('ok'));
    return new Promise((resolve) => request.on('close', () => resolve(request.destroyed)));
  });
  await tell('keep-alive', async () => {
    const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
    const seen = [];
    for (const model of ['ok', 'plain', 'tools', 'unauthorized']) {
      const { text } = await call(
        bodyOf(model),
        {
          response(response, request, told) {
            seen.push([request.reusedSocket, look.listeners(response.socket), look.keys(response.socket)]);
            response.on('data', (chunk) => (told.text += chunk));
          },
        },
        { agent },
      );
      seen.push(text, Object.keys(agent.freeSockets).length);
      await sleep(5);
    }
    agent.destroy();
    return seen;
  });
  await tell('process', async () => {
    await sleep(20);
    return look.process();
  });
})();
