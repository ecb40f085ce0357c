// What a program can see of the streams on which it calls a model over HTTP/2.
import { AsyncLocalStorage } from 'node:async_hooks';
import http2, { connect } from 'node:http2';
import look from './look.cjs';
import { describeError, sleep, tell } from './tell.cjs';

const server = process.env.MODEL_SERVER;
const bodyOf = (model, more) => JSON.stringify({ model, messages: [{ role: 'user', content: 'look' }], ...more });
const streamed = { stream: true };
const session = connect(server);
const headersOf = (more) => ({ ':method': 'POST', ':path': '/v1/chat/completions', 'content-type': 'application/json', ...more });

// Sends a call, lets `use` do with the stream what it wants, and waits until it is closed.
function call(body, use = {}) {
  return new Promise((resolve) => {
    const told = { seen: [], order: [], text: '' };
    const stream = session.request(headersOf(use.headers));
    const { emit } = stream;
    if (use.order)
      stream.emit = function (event, ...args) {
        if (!told.order.includes(event)) told.order.push(event);
        return emit.call(this, event, ...args);
      };
    stream.on('error', (error) => told.seen.push(describeError(error)));
    if (use.stream) use.stream(stream, told);
    else stream.on('data', (chunk) => (told.text += chunk));
    stream.on('close', () => setImmediate(() => resolve([told, stream.rstCode, stream.destroyed, stream.aborted])));
    if (!use.sends) stream.end(body);
  });
}

await tell('functions', () => [look.fn(http2.connect), look.descriptor(http2, 'connect'), connect === http2.connect]);
await tell('objects', () =>
  call(bodyOf('ok'), {
    stream(stream, told) {
      told.seen.push(look.shape(stream), look.listeners(stream), look.listeners(session));
      stream.on('response', (headers) => {
        told.seen.push(look.headers(Object.entries(headers)), look.shape(stream), look.listeners(stream));
        stream.on('data', (chunk) => {
          told.text += chunk;
          told.seen.push(look.keys(stream), chunk.constructor.name, look.listeners(stream));
        });
      });
    },
  }),
);
await tell('order of events', () =>
  call(bodyOf('ok', streamed), { stream: (stream) => stream.resume(), order: true }),
);
await tell('read before the head', () => call(bodyOf('ok')));
await tell('writes', () =>
  call('', {
    sends: true,
    stream(stream, told) {
      const body = Buffer.from(bodyOf('echo', { messages: [{ role: 'user', content: 'grüße 世界' }] }));
      stream.on('data', (chunk) => (told.text += chunk));
      told.seen.push(stream.write(body.subarray(0, 30), () => told.seen.push('written')));
      told.seen.push(stream.write(body.subarray(30).toString('latin1'), 'latin1'));
      setTimeout(() => stream.end(''), 20);
    },
  }),
);
await tell('paused', () =>
  call(bodyOf('ok', streamed), {
    stream(stream, told) {
      stream.setEncoding('utf8');
      stream.on('readable', () => {
        for (let part = stream.read(100); part !== null; part = stream.read(100)) told.text += part;
        const rest = stream.read();
        if (rest !== null) told.text += rest;
      });
    },
  }),
);
await tell('iterated', () =>
  call(bodyOf('ok', streamed), {
    async stream(stream, told) {
      for await (const chunk of stream) told.text += chunk;
    },
  }),
);
await tell('context', () => {
  const storage = new AsyncLocalStorage();
  return storage.run('mine', () =>
    call(bodyOf('ok'), {
      stream(stream, { seen }) {
        stream.on('response', () => seen.push(storage.getStore()));
        stream.on('data', () => seen.push(storage.getStore())).on('end', () => seen.push(storage.getStore()));
      },
    }),
  );
});
await tell('destroyed with an error', () =>
  call(bodyOf('stall', streamed), {
    stream: (stream) => stream.once('data', () => stream.destroy(new RangeError('mine'))),
  }),
);
await tell('closed', () =>
  call(bodyOf('hang'), { stream: (stream) => setTimeout(() => stream.close(http2.constants.NGHTTP2_CANCEL), 30) }),
);
await tell('broken', () => call(bodyOf('broken', streamed), { order: true }));
await tell('reset', () => call(bodyOf('reset'), { order: true }));
await tell('no call', () => call('{}', { headers: { ':path': '/orders' } }));
await tell('at once', () => Promise.all(['ok', 'plain', 'tools', 'unauthorized'].map((model) => call(bodyOf(model)))));
session.close();
await sleep(20);
await tell('process', () => {
  const { handles, resources } = look.process();
  return { handles, resources };
});
