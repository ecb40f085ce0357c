import { types } from 'node:util';
import { nodeProbe } from '../base/probe.ts';
import { MISSING, readData, readOwn } from '../value/read.ts';

const { isGeneratorObject, isPromise, isProxy } = types;
const { getPrototypeOf } = Reflect;

/** What has to be done to learn of a result's end; `undefined`: nothing can be, or need be. */
export type ResultKind = 'promise' | 'thenable' | 'generator' | 'async generator' | undefined;

/** Tells what a function gave, without running code of it. */
export function kindOfResult(value: unknown): ResultKind {
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null || isProxy(value))
    return undefined;
  if (isGeneratorObject(value)) {
    const tag = readData(value, Symbol.toStringTag, nodeProbe);
    return tag === 'AsyncGenerator' ? 'async generator' : 'generator';
  }
  if (isPromise(value) && isPlainPromise(value)) return 'promise';
  return typeof readData(value, 'then', nodeProbe) === 'function' ? 'thenable' : undefined;
}

/**
 * Whether a promise is of the language's own class, of any realm: of a subclass `then` and the constructor are code that
 * does something, perhaps the request itself. The chain of the language's own is the promise, its prototype, that of objects.
 */
function isPlainPromise(promise: object): boolean {
  if (readOwn(promise, 'then') !== MISSING || readOwn(promise, 'constructor') !== MISSING) return false;
  const prototype = getPrototypeOf(promise);
  if (prototype === null || isProxy(prototype)) return false;
  const above = getPrototypeOf(prototype);
  return above !== null && !isProxy(above) && getPrototypeOf(above) === null;
}
