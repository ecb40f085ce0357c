import { append, weakGet, weakSet } from '../base/held.ts';
import { MAX_KEYS } from '../base/limits.ts';

const { keys: keysIn } = Object;
const { ownKeys } = Reflect;

/** The first keys of an object, and how many it has; `undefined` where counting anew would take too long. */
export interface Keys {
  readonly keys: readonly string[];
  readonly count: number | undefined;
}

/** Counting so many keys takes half a millisecond and more: an object as wide is counted once. */
const WIDE = 5000;
const wide = new WeakMap<object, readonly string[]>();

/**
 * The object's own enumerable string keys in their order, without looking at a value. A module's namespace is asked in
 * another way, because its bindings may not be there yet. The object must not be a Proxy.
 */
export function keysOf(object: object, isModule: boolean): Keys {
  const known = weakGet(wide, object);
  if (known !== undefined) return { keys: known, count: undefined };
  const keys = isModule ? exportsOf(object) : keysIn(object);
  if (keys.length >= WIDE) weakSet(wide, object, firstOf(keys));
  return { keys, count: keys.length };
}

function firstOf(keys: readonly string[]): string[] {
  const first: string[] = [];
  for (let i = 0; i < MAX_KEYS; i += 1) append(first, keys[i] ?? '');
  return first;
}

function exportsOf(namespace: object): string[] {
  const all = ownKeys(namespace);
  const names: string[] = [];
  for (let i = 0; i < all.length; i += 1) {
    const key = all[i];
    if (typeof key === 'string') append(names, key);
  }
  return names;
}
