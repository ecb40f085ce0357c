import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, constants, openSync, readSync } from 'node:fs';
import type { Socket } from 'node:net';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { startPump } from '../../../src/cli/run/pump.ts';
import { makeFolder } from '../agentlog.ts';

test('a pump is drained when its last chunk has been passed on, though the end was told before', async (t) => {
  const path = join(makeFolder(t), 'target');
  execFileSync('mkfifo', [path]);
  const target = openSync(path, constants.O_RDWR);
  t.after(() => closeSync(target));
  // More than a pipe takes before somebody reads it.
  const chunk = Buffer.alloc(100_000, 'x');
  const source = new Readable({
    read() {
      this.push(chunk);
      this.push(null);
    },
  });
  const pump = startPump(source as Socket, target, () => {});
  await once(source, 'end');
  const order: string[] = [];
  const drained = pump.drain().then((how) => order.push(how));
  await wait(20);
  order.push('somebody reads');
  for (let left = chunk.length; left > 0; ) {
    left -= readSync(target, Buffer.alloc(left));
    await wait(1);
  }
  await drained;
  assert.deepEqual(order, ['somebody reads', 'ended']);
});
