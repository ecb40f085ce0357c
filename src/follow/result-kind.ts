import { types } from 'node:util';
import { MAX_PROTOTYPES, MISSING, readData, readOwn } from '../value/read.ts';

const { isGeneratorObject, isPromise, isProxy } = types;
const { getPrototypeOf, ownKeys } = Reflect;

/** What has to be done to learn of a result's end; `undefined`: nothing can be, or need be. */
export type ResultKind = 'promise' | 'thenable' | 'iterator' | 'iterable' | undefined;

/** Tells what a function gave, without running code of it. */
export function kindOfResult(value: unknown): ResultKind {
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null || isProxy(value))
    return undefined;
  if (isGeneratorObject(value)) return 'iterator';
  if (isPlainPromise(value)) return 'promise';
  if (typeof readData(value, 'then') === 'function') return 'thenable';
  if (!isMereIterable(value)) return undefined;
  return typeof readData(value, 'next') === 'function' ? 'iterator' : 'iterable';
}

/**
 * Whether a value is a promise of the language's own class, of any realm: of a subclass `then` and the constructor are code that
 * does something, perhaps the request itself. The chain of the language's own is the promise, its prototype, that of objects.
 */
export function isPlainPromise(value: unknown): value is Promise<unknown> {
  if (!isPromise(value)) return false;
  if (readOwn(value, 'then') !== MISSING || readOwn(value, 'constructor') !== MISSING) return false;
  const prototype = getPrototypeOf(value);
  if (prototype === null || isProxy(prototype)) return false;
  const above = getPrototypeOf(prototype);
  return above !== null && !isProxy(above) && getPrototypeOf(above) === null;
}

const MERE_KEYS: ReadonlySet<PropertyKey> = new Set(['next', 'return', 'throw', 'constructor']);
const { asyncDispose } = Symbol;

/**
 * Whether a value is there to be iterated over, asynchronously, and for nothing else. A stream can be iterated over too, but is used
 * in many other ways, so it must stay the object that it is.
 */
function isMereIterable(value: object): boolean {
  if (typeof readData(value, Symbol.asyncIterator) !== 'function') return false;
  let holder: object | null = value;
  // What all async iterators inherit may grow methods with the language.
  for (let i = 0; i < MAX_PROTOTYPES && holder !== null && !isBasic(holder); i += 1) {
    if (isProxy(holder) || !ownKeys(holder).every(isMereKey)) return false;
    holder = getPrototypeOf(holder);
  }
  return true;
}

/** What a class does at the end of an `await using` is its own; who has another use for a symbol is not known. */
function isMereKey(key: PropertyKey): boolean {
  return typeof key === 'string' ? MERE_KEYS.has(key) : key !== asyncDispose;
}

const asyncIteratorPrototype = [1, 2, 3].reduce(
  (holder) => getPrototypeOf(holder) as object,
  (async function* () {})() as object,
);

function isBasic(holder: object): boolean {
  return holder === Object.prototype || holder === asyncIteratorPrototype;
}
