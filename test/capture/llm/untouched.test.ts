import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type ModelServer, startModelServer } from './model-server.ts';
import { assertSame, compareRuns, runBare, runRecorded } from './run-client.ts';

let server: ModelServer;
before(async () => {
  server = await startModelServer();
});
after(() => server.close());

const UNTOUCHED: readonly (readonly [title: string, program: string, calls: number])[] = [
  ['gets each part of an answer before the next one is sent', 'paced.cjs', 24],
  ['sees the same fetch, responses, requests, bodies and errors', 'look-fetch.cjs', 19],
  ['sends the same bodies in pieces over connections that stand already', 'late-body.cjs', 2],
  [
    'sees the same requests, responses, sockets, listeners, order of events and errors of node:http',
    'look-http.cjs',
    19,
  ],
  ['sees the same dispatchers, bodies and errors of undici', 'look-undici.cjs', 20],
];

for (const [title, program, logged] of UNTOUCHED) {
  test(`a recorded program ${title}`, async () => {
    const calls = await compareRuns({ program, server }, 'register');
    assert.equal(calls.length, logged);
  });
}

for (const where of ['socket', 'finish', 'response', 'data', 'readable', 'end']) {
  for (const kind of ['whole', 'stream']) {
    const title = `an error in a listener for '${where}' ends a recorded program with the same stack (${kind})`;
    test(title, async () => {
      const run = { program: 'data-throws.cjs', args: [where, kind], server };
      const bare = await runBare(run);
      const { calls, ...recorded } = await runRecorded(run, 'register');
      assertSame(recorded, bare);
      assert.deepEqual([bare.exitCode, calls.length <= 1], [1, true]);
    });
  }
}
