import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { testNodeVersion } from '../../run-node.ts';
import { expectedCall as call } from './expected-call.ts';
import { type ModelServer, startModelServer } from './model-server.ts';
import { compareRuns } from './run-client.ts';

let server: ModelServer;
before(async () => {
  server = await startModelServer('h2c');
});
after(() => server.close());

test('a recorded program sees the same HTTP/2 streams, listeners, order of events and errors', async () => {
  const calls = await compareRuns({ program: 'look-http2.mjs', server }, 'register');
  assert.equal(calls.length, 15);
});

test('a call that undici makes over HTTP/2 is one event, though both tell of it', async () => {
  const calls = await compareRuns({ program: 'undici-http2.mjs', server }, 'register');
  assert.deepEqual(calls.slice(0, 3), [
    call('ok', 'ok'),
    call('plain', 'plain', { stream: true }),
    call('unauthorized', 'unauthorized'),
  ]);
  assert.equal(calls.length, 23);
});

for (const where of ['data', 'end', 'close', 'response']) {
  // Node 20 tells of an answer's head by this event alone.
  const skip = where === 'response' && testNodeVersion[0] < 22;
  test(`an error in a listener for '${where}' of an HTTP/2 stream ends a recorded program with the same stack`, {
    skip,
  }, async () => {
    const calls = await compareRuns({ program: 'http2-throws.mjs', args: [where], server }, 'register');
    assert.equal(calls.length, 1);
  });
}
