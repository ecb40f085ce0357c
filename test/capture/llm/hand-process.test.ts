import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { agentlog, makeFolder, readEvents, runProcess } from '../../cli/agentlog.ts';
import { root } from '../../root.ts';

// Without the inspector, to which Node writes by JSON.stringify.
const env = { AGENTLOG: 'true', AGENTLOG_CAPTURE: 'off' };
const door = JSON.stringify(join(root, 'dist/index.js'));

/** A program, and what its calls leave: output tokens, and the error. */
const PROGRAMS: readonly (readonly [title: string, program: string, calls: readonly unknown[]])[] = [
  [
    'leaves by process.exit in the middle of a generator and of a promise',
    `const steps = llmCall('m', 'p', function* (call) { call.tokensOut = 5; yield 1; });
     steps.next();
     llmCall('m', 'p', async (call) => { call.tokensOut = 6; await new Promise(() => {}); });
     process.exit(3);`,
    [[5], [6]],
  ],
  [
    'ends by an uncaught exception while a call runs',
    `llmCall('m', 'p', (call) => { call.tokensOut = 7; return new Promise(() => {}); });
     setImmediate(() => { console.log('out'); throw new Error('crash'); });`,
    [[7]],
  ],
  [
    'leaves a rejected call unhandled',
    `llmCall('m', 'p', async (call) => { call.tokensOut = 8; throw new RangeError('no'); });`,
    [[8, { type: 'RangeError', msg: 'no' }]],
  ],
  [
    'handles a rejected call late',
    `const call = llmCall('m', 'p', async () => { throw new RangeError('no'); });
     process.on('unhandledRejection', (error) => console.log('heard', error.message));
     setTimeout(() => call.catch((error) => console.log('caught', error.message)), 20);`,
    [[null, { type: 'RangeError', msg: 'no' }]],
  ],
  [
    'is kept alive by nothing of a call that never ends',
    `llmCall('m', 'p', () => new Promise(() => {}));
     llmCall('m', 'p', function* () {});
     process.on('exit', (code) => console.log('exit', code));`,
    [[null], [null]],
  ],
  [
    'fakes a clock and patches what everything inherits',
    `for (const prototype of [Object.prototype, Array.prototype, Promise.prototype]) prototype.toJSON = () => process.exit(9);
     performance.now = () => process.exit(9);
     llmCall('m', { question: ['x', new Proxy({}, { get: () => process.exit(9) })] }, (call) => { call.tokensOut = 1; call.response = { a: 1 }; });
     logLlmCall({ model: 'm', error: { deep: {} } });`,
    [[1], [null, { type: 'Object', msg: '{"deep":{}}' }]],
  ],
];

for (const [title, program, calls] of PROGRAMS) {
  test(`a program that ${title} does as without recording, and its calls are logged`, async (t) => {
    const cwd = makeFolder(t);
    writeFileSync(join(cwd, 'main.mjs'), `import { llmCall, logLlmCall } from ${door};\n${program}\n`);
    const [bare, recorded] = [
      await runProcess(process.execPath, ['main.mjs'], { cwd }),
      await runProcess(process.execPath, ['main.mjs'], { cwd, env }),
    ];
    assert.deepEqual(
      [recorded.exitCode, recorded.stdout.toString()],
      [bare.exitCode, bare.stdout.toString()],
    );
    const events = readEvents(cwd).filter(({ event_type }) => event_type === 'llm_call');
    assert.deepEqual(
      events.map(({ tokens_out, error }) => [tokens_out, ...(error === undefined ? [] : [error])]),
      calls,
    );
    const { stdout } = await agentlog(['tokens', '--json'], { cwd });
    assert.equal(JSON.parse(stdout.toString()).by_model.m.calls, calls.length);
  });
}
