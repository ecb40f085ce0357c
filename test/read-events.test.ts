import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { makeFolder, runProcess } from './cli/agentlog.ts';
import { appendLines, decisionOf, recordOf } from './cli/store-lines.ts';
import { root } from './root.ts';

const ID = 'sess_first';
const OTHER = 'sess_other';
const CALL = { event_type: 'llm_call', id: 'llm_1', session_id: ID, ts: 2, model: 'm' };

/** What a program sees of the events: it prints the JSON of what this expression of `readEvents` gives. */
async function read(cwd: string, expression: string, env = {}): Promise<unknown> {
  const program = `
    const { readEvents, startSession, logFailure } = require(${JSON.stringify(join(root, 'dist/index.js'))});
    console.log(JSON.stringify(${expression}));`;
  const { exitCode, stdout, stderr } = await runProcess(process.execPath, ['-e', program], { cwd, env });
  assert.deepEqual([exitCode, stderr], [0, '']);
  return JSON.parse(stdout.toString());
}

for (const env of [{}, { AGENTLOG: 'true' }]) {
  const state = 'AGENTLOG' in env ? 'on' : 'off';
  test(`readEvents gives stored events, oldest first, while recording is ${state}`, async (t) => {
    const cwd = makeFolder(t);
    const events = [decisionOf(ID, 'one'), CALL, decisionOf(ID, 'two')];
    appendLines(cwd, ID, recordOf(ID), ...events, '{"torn');
    assert.deepEqual(await read(cwd, '[...readEvents()]', env), events);
    assert.deepEqual(await read(cwd, "[...readEvents({ type: 'llm_call' })]", env), [CALL]);
    assert.deepEqual(await read(cwd, '[...readEvents({ last: 2 })]', env), events.slice(1));
    assert.deepEqual(await read(cwd, "[...readEvents({ type: 'decision', last: 1 })]", env), events.slice(2));
    appendLines(cwd, OTHER, recordOf(OTHER), decisionOf(OTHER, 'x'));
    assert.equal(await read(cwd, "[...readEvents({ sessionId: 'sess_other' })].length", env), 1);
    assert.equal(await read(cwd, '[...readEvents()][0].answer', { ...env, AGENTLOG_SESSION: ID }), 'one');
    const wrong = [
      "{ sessionId: '../..' }",
      "{ sessionId: 'sess_none' }",
      '{ last: 0 }',
      '{ last: NaN }',
      "{ type: 'x' }",
    ];
    for (const options of wrong) assert.deepEqual(await read(cwd, `[...readEvents(${options})]`, env), []);
  });

  test(`readEvents in a folder without a store gives nothing and makes nothing while recording is ${state}`, async (t) => {
    const cwd = makeFolder(t);
    assert.deepEqual(await read(cwd, '[...readEvents()]', env), []);
    assert.deepEqual(readdirSync(cwd), []);
  });
}

test('readEvents gives what the program itself has just logged', async (t) => {
  const logged =
    "(startSession('a', 'b'), logFailure(new TypeError('mine')), [...readEvents()].map((e) => e.error.msg))";
  assert.deepEqual(await read(makeFolder(t), logged, { AGENTLOG: 'true' }), ['mine']);
});
