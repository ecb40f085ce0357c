import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { makeFolder } from '../../cli/agentlog.ts';
import { root } from '../../root.ts';
import { runNode } from '../../run-node.ts';

const PROGRAM = `
(async () => {
  for (let i = 0; i < 2000; i += 1) {
    for (let k = 0; k < 10; k += 1) { try { throw new RangeError('too big: ' + k); } catch {} }
    for (let k = 0; k < 10; k += 1) { try { JSON.parse('{' + k); } catch {} }
    await null;
  }
  console.log('done');
})();
`;

test('a program that catches errors and refuses texts without end comes to its own end', async (t) => {
  const cwd = makeFolder(t);
  writeFileSync(join(cwd, 'storm.js'), PROGRAM);
  const { PATH = '' } = process.env;
  const env = { PATH, AGENTLOG: '1', AGENTLOG_DIR: join(cwd, '.agentlog') };
  const run = await runNode(['--require', join(root, 'dist/preload.cjs'), 'storm.js'], { cwd, env });
  assert.deepEqual(run, { exitCode: 0, signal: null, stdout: 'done\n', stderr: '' });
});
