import { isProxy } from '../base/probe.ts';

const { getOwnPropertyDescriptor, getPrototypeOf, hasOwn } = Object;
const { isSafeInteger } = Number;

/** Stands for "no such data property", which `undefined` cannot: a property may hold it. */
export const MISSING: unique symbol = Symbol('missing');
/** Stands for a property that only the program's own code could give. */
export const ACCESSOR: unique symbol = Symbol('accessor');

/** The value of an object's own property, without running a getter. The object must not be a Proxy. */
export function readOwn(object: object, key: PropertyKey): unknown {
  const property = getOwnPropertyDescriptor(object, key);
  if (property === undefined) return MISSING;
  return hasOwn(property, 'value') ? property.value : ACCESSOR;
}

/** The length of an array or an `arguments` object. @throws TypeError where the program has given the latter one that is none */
export function readLength(object: object): number {
  const length = readOwn(object, 'length');
  if (!isSafeInteger(length) || (length as number) < 0) throw new TypeError('no length');
  return length as number;
}

/** A longer chain of prototypes is looked at no further than this. */
export const MAX_PROTOTYPES = 32;

/** The value of a data property of the object or of a prototype, without running a getter or a trap. */
export function readInherited(object: object, key: PropertyKey): unknown {
  let holder: object | null = object;
  for (let i = 0; i < MAX_PROTOTYPES && holder !== null && !isProxy(holder); i += 1) {
    const value = readOwn(holder, key);
    if (value !== MISSING) return value;
    holder = getPrototypeOf(holder);
  }
  return MISSING;
}

/**
 * Reads a property of anything as the program would, own or inherited, but runs no getter and no Proxy trap: where one
 * stands in the way, or there is no such property, it gives `undefined`.
 */
export function readData(target: unknown, key: PropertyKey): unknown {
  if ((typeof target !== 'object' && typeof target !== 'function') || target === null) return undefined;
  const value = readInherited(target, key);
  return value === MISSING || value === ACCESSOR ? undefined : value;
}
