import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Connection } from '../../../src/store/d1/connection.ts';
import { D1Error, type Remedy } from '../../../src/store/d1/d1-error.ts';
import { type RetryOptions, withRetries } from '../../../src/store/d1/retry.ts';

/** A database that fails so and so often, with the waits that follow. */
async function run(
  faults: readonly Error[],
  options: RetryOptions = {},
): Promise<{ sent: number; waits: number[]; told: number[]; result: unknown }> {
  let sent = 0;
  const waits: number[] = [];
  const told: number[] = [];
  const connection: Connection = {
    name: 'D1',
    async run() {
      sent += 1;
      const fault = faults[sent - 1];
      if (fault !== undefined) throw fault;
      return [[{ ok: 1 }]];
    },
  };
  const retrying = withRetries(connection, {
    random: () => 1,
    async sleep(ms) {
      waits.push(ms);
    },
    onWait: (ms) => told.push(ms),
    ...options,
  });
  assert.equal(retrying.name, 'D1');
  const result = await retrying.run([{ sql: 'SELECT 1' }]).catch((error: unknown) => error);
  return { sent, waits, told, result };
}

const fault = (remedy: Remedy, retryAfterMs?: number) => new D1Error('no', remedy, { retryAfterMs });
const many = (count: number) => Array.from({ length: count }, () => fault('later'));

test('a fault that passes is waited out, each time twice as long, at most two seconds and random', async () => {
  const { sent, waits, told, result } = await run(many(8), { attempts: 9 });
  assert.deepEqual(
    { sent, waits, told, result },
    {
      sent: 9,
      waits: [50, 100, 200, 400, 800, 1600, 2000, 2000],
      told: waits,
      result: [[{ ok: 1 }]],
    },
  );
  const halves = await run(many(3), { random: () => 0.5 });
  assert.deepEqual(halves.waits, [25, 50, 100]);
});

test('after six attempts the error says how often it was tried', async () => {
  const { sent, result } = await run(many(9));
  assert.equal(sent, 6);
  assert.ok(result instanceof D1Error);
  assert.deepEqual(
    { message: result.message, remedy: result.remedy },
    { message: 'no; tried 6 times', remedy: 'later' },
  );
});

for (const error of [fault('never'), fault('smaller'), new TypeError('a bug')]) {
  test(`${error instanceof D1Error ? `a fault that ${error.remedy} helps against` : 'an error that is no fault'} comes through at once, as it is`, async () => {
    const { sent, waits, result } = await run([error]);
    assert.deepEqual({ sent, waits }, { sent: 1, waits: [] });
    assert.equal(result, error);
  });
}

test('the server is given the time that it asks for, and somewhat more', async () => {
  const { waits, result } = await run([fault('later', 3_000), fault('later')]);
  assert.deepEqual({ waits, result }, { waits: [3_050, 100], result: [[{ ok: 1 }]] });
});

test('a longer wait than allowed is not begun, and the error says how long it would be', async () => {
  const { sent, waits, result } = await run([fault('later', 300_000)], { maxWaitMs: 10_000 });
  assert.deepEqual({ sent, waits }, { sent: 1, waits: [] });
  assert.ok(result instanceof D1Error);
  assert.deepEqual(
    [result.message, result.retryAfterMs, result.remedy],
    ['no; it asks to wait 300 s', 300_000, 'later'],
  );
});

test('the waits of one request count together', async () => {
  const { sent, waits, result } = await run([fault('later', 6_000), fault('later', 6_000)], {
    maxWaitMs: 10_000,
  });
  assert.deepEqual({ sent, waits }, { sent: 2, waits: [6_050] });
  assert.ok(result instanceof D1Error);
  assert.equal(result.message, 'no; it asks to wait 6 s; tried 2 times');
});

test('a wait ends when the signal is aborted', async () => {
  const controller = new AbortController();
  const { sent } = await run([fault('later', 50_000)], {
    signal: controller.signal,
    sleep: undefined,
    onWait: () => setImmediate(() => controller.abort()),
  });
  assert.equal(sent, 1);
});

test('nothing is sent again once the signal is aborted, before a wait or in it', async () => {
  const aborted = await run(many(3), { signal: AbortSignal.abort() });
  assert.deepEqual([aborted.sent, aborted.waits], [1, []]);
  const controller = new AbortController();
  const inWait = await run(many(3), { signal: controller.signal, sleep: async () => controller.abort() });
  assert.equal(inWait.sent, 1);
});
