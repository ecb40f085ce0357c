import assert from 'node:assert/strict';
import { AsyncLocalStorage } from 'node:async_hooks';
import { test } from 'node:test';
import { followResult } from '../../src/follow/follow-result.ts';
import type { Follower } from '../../src/follow/follower.ts';
import { runFollowed } from '../../src/follow/run-followed.ts';

const storage = new AsyncLocalStorage<string>();
const here = (): string => storage.getStore() ?? 'program';

/** Follows a function's result; `told` is what the follower heard. */
function follow<T>(fn: () => T, told: unknown[], more: Partial<Follower> = {}): T {
  const follower: Follower = {
    run: (step) => storage.run('call', step),
    onDone: () => told.push('done'),
    onFailed: (thrown) => told.push(thrown),
    ...more,
  };
  return followResult(runFollowed(fn, follower), follower);
}

async function* words(seen: string[]): AsyncGenerator<string> {
  seen.push(here());
  yield 'a';
  await null;
  seen.push(here());
  yield 'b';
}

for (const [title, given] of [
  ['an async generator', words],
  ['an async iterable', (seen: string[]) => ({ [Symbol.asyncIterator]: () => words(seen) })],
  ['what a promise gives to iterate over', async (seen: string[]) => words(seen)],
  [
    'what an async iterator hands out piece by piece',
    (seen: string[]) => {
      const steps = words(seen);
      const iterator = { next: () => steps.next(), [Symbol.asyncIterator]: () => iterator };
      return iterator;
    },
  ],
] as const) {
  test(`the steps of ${title} run in the call's context, and its last one is the end`, async () => {
    const [seen, told]: [string[], unknown[]] = [[], []];
    const between: unknown[] = [];
    for await (const word of await follow<AsyncIterable<string> | Promise<AsyncIterable<string>>>(
      () => given(seen),
      told,
    ))
      between.push(word, here(), told.length);
    assert.deepEqual(between, ['a', 'program', 0, 'b', 'program', 0]);
    assert.deepEqual([seen, told], [['call', 'call'], ['done']]);
  });
}

test('an async iterable can be iterated over again, and one whose iterator is none fails as without us', async () => {
  const seen: string[] = [];
  const iterable = follow(() => ({ [Symbol.asyncIterator]: () => words(seen) }), []);
  for (let turn = 0; turn < 2; turn += 1) for await (const _ of iterable) break;
  assert.deepEqual(seen, ['call', 'call']);
  const told: unknown[] = [];
  const broken = follow(() => ({ [Symbol.asyncIterator]: () => 7 as never }), told);
  await assert.rejects(async () => {
    for await (const _ of broken as AsyncIterable<unknown>);
  }, TypeError);
  assert.deepEqual(told, ['done']);
});

test("what a thenable starts is the call's, what waits for it stays in the program's context", async () => {
  const told: unknown[] = [];
  const lazy = follow(
    () => ({
      // biome-ignore lint/suspicious/noThenProperty: that is what is tested
      then: (...handlers: Parameters<Promise<string>['then']>) => Promise.resolve(here()).then(...handlers),
      finally: (handler: () => void) => Promise.resolve(here()).finally(handler),
      started: () => here(),
    }),
    told,
  );
  assert.deepEqual([lazy.started(), told], ['call', []]);
  assert.equal(await lazy, 'call');
  const waiting: unknown[] = [here()];
  const note = (value?: unknown) => waiting.push(value, here());
  await lazy.then(note as never);
  await storage.run('other', () => lazy.then(note as never));
  await lazy.finally(note);
  assert.deepEqual(waiting, ['program', 'call', 'program', 'call', 'other', undefined, 'program']);
  assert.deepEqual(new Set(told), new Set(['done']));
});

test('a thenable that throws at once fails with what it throws', async () => {
  const [told, error]: [unknown[], Error] = [[], new Error('at once')];
  const thenable = follow(
    () => ({
      // biome-ignore lint/suspicious/noThenProperty: that is what is tested
      then() {
        throw error;
      },
    }),
    told,
  );
  await assert.rejects(
    async () => await (thenable as PromiseLike<unknown>),
    (thrown) => thrown === error,
  );
  assert.deepEqual(told, [error]);
});

test('who needs not know what was thrown is told only that', () => {
  const fail = () => {
    throw new Error('no');
  };
  const [told, toldOfThrows]: [unknown[], unknown[]] = [[], []];
  assert.throws(() => follow(fail, told), /no/);
  assert.throws(() => follow(fail, [], { onThrow: () => toldOfThrows.push('threw') }), /no/);
  assert.deepEqual([told.map(String), toldOfThrows], [['Error: no'], ['threw']]);
});
