import { types } from 'node:util';
import { MAX_PROTOTYPES } from '../../value/read.ts';
import { readData } from './arguments.ts';

const { isGeneratorObject, isPromise, isProxy } = types;
const { apply, getPrototypeOf, ownKeys } = Reflect;
const { create, defineProperty } = Object;
const { then } = Promise.prototype;

/** How a call is carried out and told of its end. */
export interface Follower {
  /** Runs a step of the call. */
  run<T>(step: () => T): T;
  /** The call is done. */
  done(): void;
  /** Its promise was rejected, or a step of it threw. Of a function that threw at once the error is not known here. */
  failed(failure?: Failure): void;
}

export interface Failure {
  readonly error: unknown;
}

/** What a call gave. */
export interface Followed {
  /** `steps`: a generator or an async iterable, which has more to come. */
  readonly kind: 'value' | 'promise' | 'steps';
  readonly result: unknown;
}

/**
 * Runs `fn` and gives what it gives, while the follower learns of its end: for a promise when it settles (what comes back is
 * then another promise of the same outcome), for a generator or an async iterable when it is used up, left or has
 * thrown (what comes back then does what the original does), else at once.
 */
export function follow(fn: () => unknown, follower: Follower): Followed {
  let result: unknown;
  let hasReturned = false;
  // Not by `catch` and `throw`: what Node prints of an uncaught error would show this place instead of the program's.
  try {
    result = follower.run(fn);
    hasReturned = true;
  } finally {
    if (!hasReturned) follower.failed();
  }
  if (isObject(result) && !isProxy(result)) {
    if (isPromise(result)) return { kind: 'promise', result: whenSettled(result, follower) };
    if (isGeneratorObject(result)) return { kind: 'steps', result: followSteps(result, follower) };
    if (typeof readData(result, 'then') === 'function') {
      // In its context, because what begins only when somebody waits for it begins now.
      const promise = follower.run(() => new Promise((resolve) => resolve(result)));
      return { kind: 'promise', result: whenSettled(promise, follower) };
    }
    if (isMereIterable(result)) return { kind: 'steps', result: followIterable(result, follower) };
  }
  follower.done();
  return { kind: 'value', result };
}

function isObject(value: unknown): value is object {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}

function whenSettled(promise: Promise<unknown>, { done, failed }: Follower): Promise<unknown> {
  const onValue = (value: unknown): unknown => {
    done();
    return value;
  };
  const onError = (error: unknown): never => {
    failed({ error });
    throw error;
  };
  return apply(then, promise, [onValue, onError]);
}

const STEPS = ['next', 'return', 'throw'] as const;
const STEP_KEYS: ReadonlySet<string> = new Set([...STEPS, 'constructor']);

/** An iterator like the given one, each step of which is run in the call's context. */
function followSteps(iterator: object, follower: Follower): object {
  const shown: object = create(getPrototypeOf(iterator));
  for (const name of STEPS) {
    const method = readData(iterator, name);
    if (typeof method !== 'function') continue;
    const value = (...args: unknown[]): unknown => step(() => apply(method, iterator, args));
    defineProperty(shown, name, { value, writable: true, enumerable: false, configurable: true });
  }
  // Of an iterator without a prototype of Node's this gives the iterator itself, which is not followed.
  if (typeof readData(iterator, Symbol.asyncIterator) === 'function') {
    const value = (): object => shown;
    defineProperty(shown, Symbol.asyncIterator, { value, writable: true, configurable: true });
  }
  return shown;

  function step(call: () => unknown): unknown {
    let result: unknown;
    try {
      result = follower.run(call);
    } catch (error) {
      follower.failed({ error });
      throw error;
    }
    if (!isPromise(result)) return noteEnd(result);
    return apply(then, result, [
      noteEnd,
      (error: unknown): never => {
        follower.failed({ error });
        throw error;
      },
    ]);
  }

  function noteEnd(result: unknown): unknown {
    if (isObject(result) && !isProxy(result) && readData(result, 'done') === true) follower.done();
    return result;
  }
}

/** An iterable like the given one, whose iterators are followed. */
function followIterable(iterable: object, follower: Follower): object {
  if (typeof readData(iterable, 'next') === 'function') return followSteps(iterable, follower);
  const begin = readData(iterable, Symbol.asyncIterator) as () => object;
  const shown: object = create(getPrototypeOf(iterable));
  const value = (): object =>
    followSteps(
      follower.run(() => apply(begin, iterable, [])),
      follower,
    );
  defineProperty(shown, Symbol.asyncIterator, { value, writable: true, configurable: true });
  return shown;
}

/**
 * Whether a value is there to be iterated over and for nothing else. A stream can be iterated over too, but is used in many
 * other ways, so it must stay the object that it is.
 */
function isMereIterable(value: object): boolean {
  if (typeof readData(value, Symbol.asyncIterator) !== 'function') return false;
  let holder: object | null = value;
  // What all async iterators inherit may grow methods with the language.
  for (let i = 0; i < MAX_PROTOTYPES && holder !== null && !isBasic(holder); i += 1) {
    if (isProxy(holder)) return false;
    if (ownKeys(holder).some((key) => typeof key === 'string' && !STEP_KEYS.has(key))) return false;
    holder = getPrototypeOf(holder);
  }
  return true;
}

const asyncIteratorPrototype = [1, 2, 3].reduce(
  (holder) => getPrototypeOf(holder) as object,
  (async function* () {})() as object,
);

function isBasic(holder: object): boolean {
  return holder === Object.prototype || holder === asyncIteratorPrototype;
}
