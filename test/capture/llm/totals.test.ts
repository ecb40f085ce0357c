import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { agentlog, makeFolder } from '../../cli/agentlog.ts';
import { expectedCall } from './expected-call.ts';
import { type ModelServer, startModelServer } from './model-server.ts';
import { makeStore, readCalls, runRecorded } from './run-client.ts';

let server: ModelServer;
before(async () => {
  server = await startModelServer();
});
after(() => server.close());

test('the totals are exact when two processes, each with a worker thread, call models at once', async (t) => {
  const store = makeStore();
  const run = { program: 'many.cjs', server, env: { AGENTLOG_SESSION: 'sess_many' } };
  const outcomes = await Promise.all([
    runRecorded({ ...run, args: ['1'] }, 'register', store),
    runRecorded({ ...run, args: ['51'] }, 'run', store),
  ]);
  for (const { exitCode, stdout, stderr } of outcomes)
    assert.deepEqual({ exitCode, stdout, stderr }, { exitCode: 0, stdout: 'worker ended 0\n', stderr: '' });

  const expected = Array.from({ length: 100 }, (_, i) => i + 1).map((n) =>
    expectedCall('many', `ok-${n}`, n % 3 === 0 ? { stream: true } : {}),
  );
  const byModel = new Map(readCalls(store).map((call) => [call.model, call]));
  assert.deepEqual(
    expected.map(({ model }) => byModel.get(model)),
    expected,
  );
  assert.equal(readCalls(store).length, expected.length);

  const env = { AGENTLOG_DIR: store, AGENTLOG_SESSION: 'sess_many' };
  const { stdout, stderr } = await agentlog(['tokens', '--json'], { cwd: makeFolder(t), env });
  const totals = expected.map(({ model, tokens_total }) => [model, Number(tokens_total)] as const);
  assert.deepEqual(JSON.parse(stdout.toString()), {
    total_tokens: totals.reduce((sum, [, tokens]) => sum + tokens, 0),
    by_model: Object.fromEntries(totals.map(([model, tokens]) => [model, { calls: 1, tokens }])),
  });
  assert.equal(stderr, '');
});
