import { uncurry } from './held.ts';

const done = Promise.resolve();
// Else `then` asks the class of promises, which the program may have changed, for what its result is made with.
Object.defineProperty(done, 'constructor', { value: undefined });
const then: (promise: Promise<void>, step: () => void) => unknown = uncurry(Promise.prototype.then) as never;

/**
 * Runs a step of ours when the running code has come to its end; it must not throw. Unlike `queueMicrotask` this runs no JavaScript of
 * Node's, whose code for async resources calls methods that the program may have replaced.
 */
export function inMicrotask(step: () => void): void {
  then(done, step);
}
