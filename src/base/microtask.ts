import { uncurry } from './held.ts';

const { defineProperty } = Object;
const { Promise: Promised } = globalThis;
const then: (promise: object, step: () => void) => unknown = uncurry(Promised.prototype.then) as never;
let done: object | undefined;

/**
 * Runs a step of ours when the running code has come to its end; it must not throw. Unlike `queueMicrotask` this runs no JavaScript of
 * Node's, whose code for async resources calls methods that the program may have replaced.
 */
export function inMicrotask(step: () => void): void {
  // Not made at load, which may be the program's first throw: its `async_hooks` would see a promise.
  if (done === undefined) {
    done = new Promised<void>((resolve) => resolve());
    // Else `then` asks the class of promises, which the program may have changed, for what its result is made with.
    defineProperty(done, 'constructor', { value: undefined });
  }
  then(done, step);
}
