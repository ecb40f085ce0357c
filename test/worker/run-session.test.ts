import assert from 'node:assert/strict';
import { AsyncLocalStorage } from 'node:async_hooks';
import { test } from 'node:test';
import { createD1Store } from '../../src/store/d1/d1-store.ts';
import type { D1Store, D1StoreOptions } from '../../src/worker/types.ts';
import { createWorkerStore } from '../../src/worker/worker-store.ts';

/** A store over an empty database that keeps nothing. */
function makeStore(options?: D1StoreOptions): D1Store {
  return createWorkerStore(
    createD1Store({ name: 'D1', run: async (statements) => statements.map(() => []) }),
    options,
  );
}

const later = () => new Promise((resolve) => setTimeout(resolve, 1));

for (const [title, options] of [
  ['the platform’s storage', {}],
  ['a storage that is handed in', { asyncLocalStorage: new AsyncLocalStorage() }],
] as const) {
  test(`with ${title} a session is that of its async context, sessions inside each other included`, async () => {
    const [log, other] = [makeStore(options), makeStore(options)];
    const started = log.startSession('a', 'outer');
    const seen = await log.runSession('a', 'first', async (first) => {
      await later();
      const inner = await other.runSession('b', 'second', async (second) => {
        await later();
        return [log.getSessionId() === first, other.getSessionId() === second];
      });
      return [...inner, log.getSessionId() === first, other.getSessionId()];
    });
    assert.deepEqual([seen, log.getSessionId()], [[true, true, true, undefined], started]);
  });
}

test('it gives and throws what the function does', async () => {
  const log = makeStore();
  const error = new Error('no');
  assert.equal(
    log.runSession('a', 'b', () => 42),
    42,
  );
  assert.throws(
    () =>
      log.runSession('a', 'b', () => {
        throw error;
      }),
    (thrown) => thrown === error,
  );
  await assert.rejects(
    log.runSession('a', 'b', () => Promise.reject(error)),
    (thrown) => thrown === error,
  );
  assert.equal(log.getSessionId(), undefined);
});

test('a session that was ended by hand inside is left', async () => {
  const log = makeStore();
  const outer = log.startSession('a', 'outer');
  log.runSession('a', 'b', () => {
    log.endSession();
    assert.equal(log.getSessionId(), outer);
  });
});

test('one error is one event, however often it is logged', () => {
  const log = makeStore();
  const error = new Error('no');
  const id = log.logFailure(error);
  assert.deepEqual([log.logFailure(error), log.logFailure(new Error('no')) === id], [id, false]);
});

test('turns are counted by session, from what the program says on', async () => {
  const written: unknown[] = [];
  const store = createD1Store({ name: 'D1', run: async (statements) => statements.map(() => []) });
  const log = createWorkerStore({
    ...store,
    async write({ events }) {
      for (const { text } of events) written.push(JSON.parse(text).turn_number);
    },
  });
  const [a, b] = [log.startSession('a', 'a'), log.startSession('b', 'b')];
  for (const [turn, session] of [
    [undefined, a],
    [undefined, b],
    [7, a],
    [undefined, a],
    [-1, b],
  ] as const)
    log.logGitDiff('', turn, session);
  await log.flush();
  assert.deepEqual(written, [1, 1, 7, 8, 2]);
});
