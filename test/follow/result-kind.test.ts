import assert from 'node:assert/strict';
import { EventEmitter, on } from 'node:events';
import { Readable } from 'node:stream';
import { test } from 'node:test';
import { runInNewContext } from 'node:vm';
import { kindOfResult, type ResultKind } from '../../src/follow/result-kind.ts';

async function* steps() {}
class Sub extends Promise<unknown> {}
class Words {
  #words = ['a'];
  async *[Symbol.asyncIterator]() {
    yield* this.#words;
  }
}
class Scoped extends Words {
  async [Symbol.asyncDispose]() {}
}
class Stream extends Words {
  tee() {}
}
// biome-ignore-start lint/suspicious/noThenProperty: that is what is tested
const thenable = { then() {} };
const notThenable = { then: 1 };
// biome-ignore-end lint/suspicious/noThenProperty: that is what is tested
const unread = (key: PropertyKey) =>
  Object.defineProperty({}, key, { get: () => assert.fail('a getter was run') });
const iterator = { next: async () => ({ done: true }), [Symbol.asyncIterator]: () => iterator };

const ROWS: readonly [string, unknown, ResultKind][] = [
  ['a number', 1, undefined],
  ['null', null, undefined],
  ['a list', [1], undefined],
  ['a map', new Map(), undefined],
  ['a promise', Promise.resolve(), 'promise'],
  ['a promise of another realm', runInNewContext('Promise.resolve()'), 'promise'],
  ['a promise of a class of its own', Sub.resolve(), 'thenable'],
  ['a promise with a `then` of its own', Object.assign(Promise.resolve(), thenable), 'thenable'],
  ['a mere thenable', thenable, 'thenable'],
  ['a function with `then`', Object.assign(() => {}, thenable), 'thenable'],
  ['an object whose `then` is no method', notThenable, undefined],
  ['an object whose `then` only a getter could give', unread('then'), undefined],
  ['an object whose iterator only a getter could give', unread(Symbol.asyncIterator), undefined],
  ['a proxy of a promise', new Proxy(Promise.resolve(), {}), undefined],
  ['a generator', (function* () {})(), 'iterator'],
  ['an async generator', steps(), 'iterator'],
  ['an async iterator', iterator, 'iterator'],
  ["a listener's iterator", on(new EventEmitter(), 'x'), 'iterator'],
  ['an async iterable', { [Symbol.asyncIterator]: steps }, 'iterable'],
  ['an async iterable of a class', new Words(), 'iterable'],
  ['one that says itself how it is disposed of', new Scoped(), undefined],
  ['one with other methods', new Stream(), undefined],
  ['one with fields', { [Symbol.asyncIterator]: steps, id: 1 }, undefined],
  ['a stream of Node', Readable.from([]), undefined],
  ['what is iterated over synchronously', { [Symbol.iterator]: () => [][Symbol.iterator]() }, undefined],
];

for (const [title, value, expected] of ROWS) {
  test(`the kind of ${title} is ${expected ?? 'none'}`, () => {
    assert.equal(kindOfResult(value), expected);
  });
}
