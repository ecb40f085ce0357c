import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { expectedCall } from './expected-call.ts';
import { type ModelServer, startModelServer } from './model-server.ts';
import { compareRuns } from './run-client.ts';

let server: ModelServer;
before(async () => {
  server = await startModelServer();
});
after(() => server.close());

const error = { type: 'Unfinished', msg: 'the process ended before the answer did' };

for (const transport of ['fetch', 'http']) {
  for (const end of ['exit', 'crash']) {
    test(`a call through ${transport} that the process does not live to the end of is logged as unfinished (${end})`, async () => {
      const calls = await compareRuns(
        { program: 'unfinished.cjs', args: [transport, end], server },
        'register',
      );
      const response = 'The sum of all orders';
      assert.deepEqual(calls, [
        expectedCall(end, 'stall', { stream: true, counts: 'none', response, error }),
      ]);
    });
  }

  test(`a signal ends a program in the middle of a call through ${transport} as it does without capture`, async () => {
    await compareRuns({ program: 'unfinished.cjs', args: [transport, 'signal'], server }, 'register');
  });
}
