export type Method = (this: unknown, ...args: unknown[]) => unknown;

const { apply, defineProperty, deleteProperty, get, getOwnPropertyDescriptor } = Reflect;

/** The undo of each method that was made here: one that still stands in its place is not wrapped again. */
const made = new WeakMap<object, () => void>();

/**
 * Puts a method in the place of an object's own or inherited one and gives the undo, which restores what was there before.
 * Where the program has put another one over it meanwhile, that one stays and may go on calling ours for ever.
 * `undefined` where the property cannot be replaced. For a method that stands there already, gives the undo that it had.
 */
export function replaceMethod(
  target: object,
  name: string,
  create: (original: Method) => Method,
): (() => void) | undefined {
  const before = getOwnPropertyDescriptor(target, name);
  // An accessor is somebody's own construction, and what it gives may change.
  if (before !== undefined && !('value' in before && before.configurable === true)) return undefined;
  const original: unknown = before === undefined ? get(target, name) : before.value;
  if (typeof original !== 'function') return undefined;
  const known = made.get(original);
  if (known !== undefined) return known;
  const method = create(original as Method);
  for (const key of ['name', 'length'] as const) {
    const value = getOwnPropertyDescriptor(original, key);
    if (value !== undefined) defineProperty(method, key, value);
  }
  const shape = before ?? { writable: true, enumerable: false, configurable: true };
  if (!defineProperty(target, name, { ...shape, value: method })) return undefined;
  const undo = (): void => {
    if (getOwnPropertyDescriptor(target, name)?.value !== method) return;
    if (before === undefined) deleteProperty(target, name);
    else defineProperty(target, name, before);
  };
  made.set(method, undo);
  return undo;
}

/** Calls a method that was replaced. */
export function callOriginal(original: Method, self: unknown, args: readonly unknown[]): unknown {
  return apply(original, self, args);
}
