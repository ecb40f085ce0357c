import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { closeSync, constants, openSync, readSync, writeSync } from 'node:fs';
import { Socket } from 'node:net';
import { join } from 'node:path';
import { test } from 'node:test';
import { startPump } from '../../../src/cli/run/pump.ts';
import { makeFolder } from '../agentlog.ts';

const PIPE_BYTES = 65_536;

test('a pump is not done while its last chunk still waits for a reader, although its source has ended', async (t) => {
  const folder = makeFolder(t);
  const [from, to] = ['from', 'to'].map((name) => {
    const path = join(folder, name);
    execFileSync('mkfifo', [path]);
    const read = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    return { read, write: openSync(path, 'w') };
  }) as [Ends, Ends];
  writeSync(to.write, Buffer.alloc(PIPE_BYTES));
  const pump = startPump(new Socket({ fd: from.read, readable: true, writable: false }), to.write, () => {});
  writeSync(from.write, 'last words');
  closeSync(from.write);
  await pause();
  let isDone = false;
  const drained = pump.drain().then(() => {
    isDone = true;
  });
  await pause();
  assert.equal(isDone, false);
  readSync(to.read, Buffer.alloc(PIPE_BYTES));
  await drained;
  const left = Buffer.alloc(PIPE_BYTES);
  assert.equal(left.toString('utf8', 0, readSync(to.read, left)), 'last words');
  for (const fd of [to.read, to.write]) closeSync(fd);
});

interface Ends {
  readonly read: number;
  readonly write: number;
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 100));
}
