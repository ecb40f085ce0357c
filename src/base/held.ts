/**
 * Built-ins held from before the program could patch them. Code that runs while the program stands still uses these,
 * index loops and object literals: no method found on a prototype, no `for…of`, no spread and no array pattern, each of
 * which asks a prototype that the program may have changed.
 */
const { bind, call } = Function.prototype;

type Uncurried<T, A extends unknown[], R> = (self: T, ...args: A) => R;

/** The method as a function that takes its `this` first; a later patch of any prototype does not reach it. */
export const uncurry: <T, A extends unknown[], R>(method: (this: T, ...args: A) => R) => Uncurried<T, A, R> =
  bind.bind(call) as never;

/** The getter of a property as a function of the object that it reads. Throws TypeError where that has another brand. */
export function uncurryGetter<R>(prototype: object, key: PropertyKey): (self: unknown) => R {
  const getter = Object.getOwnPropertyDescriptor(prototype, key)?.get;
  if (getter === undefined) throw new TypeError(`no getter ${String(key)}`);
  return uncurry(getter) as (self: unknown) => R;
}

/** The same of a getter that not every platform has there: where it is missing, each call throws TypeError, as for another brand. */
export function getterOf<R>(prototype: object, key: PropertyKey): (self: unknown) => R {
  if (Object.getOwnPropertyDescriptor(prototype, key)?.get !== undefined)
    return uncurryGetter(prototype, key);
  return () => {
    throw new TypeError(`no getter ${String(key)}`);
  };
}

export const slice: (text: string, from: number, to?: number) => string = uncurry(String.prototype.slice);
export const indexOf: (text: string, part: string, from?: number) => number = uncurry(
  String.prototype.indexOf,
);
export const lastIndexOf: (text: string, part: string, from?: number) => number = uncurry(
  String.prototype.lastIndexOf,
);
export const charCodeAt: (text: string, index: number) => number = uncurry(String.prototype.charCodeAt);
export const toLowerCase: (text: string) => string = uncurry(String.prototype.toLowerCase);

/** The one step of a match that asks no property of the expression but its own `lastIndex`. */
export const exec: (pattern: RegExp, text: string) => RegExpExecArray | null = uncurry(RegExp.prototype.exec);

export const mapGet: <K, V>(map: ReadonlyMap<K, V>, key: K) => V | undefined = uncurry(
  Map.prototype.get,
) as never;
export const mapSet: <K, V>(map: Map<K, V>, key: K, value: V) => unknown = uncurry(
  Map.prototype.set,
) as never;
export const mapClear: <K, V>(map: Map<K, V>) => void = uncurry(Map.prototype.clear) as never;
export const mapSize: <K, V>(map: ReadonlyMap<K, V>) => number = uncurryGetter(
  Map.prototype,
  'size',
) as never;
export const setHas: (set: ReadonlySet<string>, item: string) => boolean = uncurry(
  Set.prototype.has,
) as never;
export const startsWith: (text: string, part: string) => boolean = uncurry(String.prototype.startsWith);
export const weakGet: <K extends object, V>(map: WeakMap<K, V>, key: K) => V | undefined = uncurry(
  WeakMap.prototype.get,
) as never;
export const weakSet: <K extends object, V>(map: WeakMap<K, V>, key: K, value: V) => unknown = uncurry(
  WeakMap.prototype.set,
) as never;

const { defineProperty, getPrototypeOf, hasOwn } = Object;
const objectPrototype = Object.prototype;
// One object for all calls; without a prototype, because a program may have given Object.prototype a `get`.
const slot: PropertyDescriptor = Object.assign(Object.create(null), {
  value: undefined,
  writable: true,
  enumerable: true,
  configurable: true,
});

const arrayPrototype = Array.prototype;

/** Puts an item behind the last of an array of ours, past any setter that a prototype may have. */
export function append<T>(list: T[], item: T): void {
  const { length } = list;
  // Nearly no program has given arrays a numbered property; then an assignment asks nobody, and is ten times faster.
  if (getPrototypeOf(arrayPrototype) === objectPrototype && !(length in arrayPrototype)) {
    list[length] = item;
    return;
  }
  slot.value = item;
  defineProperty(list, length, slot);
  slot.value = undefined;
}

/** Sets a key of a plain object of ours, past any setter of `Object.prototype`, `__proto__` included. */
export function put<T>(record: Record<string, T>, key: string, value: T): void {
  if (!hasOwn(objectPrototype, key)) {
    record[key] = value;
    return;
  }
  slot.value = value;
  defineProperty(record, key, slot);
  slot.value = undefined;
}

/** Sets an optional field of an object of ours in the same way; spreading one in costs a microsecond. */
export function putIn<T extends object, K extends keyof T>(
  target: T,
  key: K & string,
  value: NonNullable<T[K]>,
): void {
  put(target as Record<string, unknown>, key, value);
}
