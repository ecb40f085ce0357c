import { types } from 'node:util';
import { guarded } from '../base/notice.ts';
import { readData } from '../value/read.ts';
import type { Follower } from './follower.ts';
import { isPlainPromise } from './result-kind.ts';
import { runFollowed } from './run-followed.ts';

const { isProxy } = types;
const { apply, getPrototypeOf } = Reflect;
const { create, defineProperty } = Object;
const { then } = Promise.prototype;

type Method = (...args: unknown[]) => unknown;

/**
 * An iterator that passes each step to the given one and back, and tells the follower when that ends, throws or is left early.
 * It has the same prototype, so that it iterates, and is an instance, as the other is. The follower runs the steps.
 */
export function followIterator<T extends object>(iterator: T, follower: Follower): T {
  const shown: T = create(getPrototypeOf(iterator));
  showStep('next');
  showStep('return');
  showStep('throw');
  // Of an iterator without a prototype of the language's this would give the iterator itself, which is not followed.
  if (typeof readData(iterator, Symbol.asyncIterator) === 'function')
    define(shown, Symbol.asyncIterator, () => shown);
  return shown;

  function showStep(name: string): void {
    const method = readData(iterator, name);
    if (typeof method !== 'function') return;
    define(shown, name, (...args) => {
      const step = runFollowed(() => apply(method, iterator, args), follower);
      return isPlainPromise(step) ? apply(then, step, [onStep, onRejected]) : onStep(step);
    });
  }

  function onStep(step: unknown): unknown {
    guarded(undefined, () => {
      follower.touch?.();
      if (readData(step, 'done') === true) follower.onDone();
    });
    return step;
  }

  function onRejected(error: unknown): never {
    follower.onFailed(error);
    throw error;
  }
}

/** An async iterable like the given one, whose iterators are followed; it begins them in the call's context. */
export function followIterable<T extends object>(iterable: T, follower: Follower): T {
  const begin = readData(iterable, Symbol.asyncIterator) as Method;
  const shown: T = create(getPrototypeOf(iterable));
  define(shown, Symbol.asyncIterator, () => {
    const iterator = runFollowed(() => apply(begin, iterable, []), follower);
    if (typeof iterator === 'object' && iterator !== null && !isProxy(iterator))
      return followIterator(iterator, follower);
    follower.onDone();
    return iterator;
  });
  return shown;
}

function define(shown: object, key: PropertyKey, value: Method): void {
  defineProperty(shown, key, { value, writable: true, enumerable: false, configurable: true });
}
