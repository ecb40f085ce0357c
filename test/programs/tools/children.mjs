// Children print in their place, look as they did to the program, and go on after the call.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { captureOutput, toolCall } from 'agentlog';

const { stdout } = await captureOutput(async () => {
  console.log('1');
  const { status, stdout: sync, output } = spawnSync('sh', ['-c', 'echo 2; exit 4'], { stdio: 'inherit' });
  assert.deepEqual([status, sync, output], [4, null, [null, null, null]]);
  console.log('3');
  const child = spawn('sh', ['-c', 'echo 4; echo no 1>&2'], { stdio: ['ignore', 'inherit', 'pipe'] });
  assert.deepEqual([child.stdout, child.stdio[1], child.stderr !== null], [null, null, true]);
  await once(child, 'exit');
  console.log('5');
});
assert.equal(stdout, '1\n2\n3\n4\n5\n');
toolCall('many bytes', () => spawnSync('sh', ['-c', 'head -c 300000 /dev/zero | tr "\\0" x'], { stdio: 'inherit' }));
toolCall('with tee', () => spawnSync('echo', ['both'], { stdio: 'inherit' }), { tee: true });
let child;
toolCall('leaves one behind', () => { child = spawn('sh', ['-c', 'read line; echo printed later'], { stdio: ['pipe', 'inherit', 'inherit'] }); });
child.stdin.end('go\n');
await once(child, 'exit');
const missing = captureOutput(() => spawn('no-such-command', { stdio: 'inherit' })).result;
const [error] = await once(missing, 'error');
assert.equal(error.code, 'ENOENT');
