export type Method = (this: unknown, ...args: unknown[]) => unknown;

const { apply, defineProperty, deleteProperty, get, getOwnPropertyDescriptor } = Reflect;

/** A method that was put in another one's place. */
interface Replacement {
  /** What the object had of its own before. */
  readonly before: PropertyDescriptor | undefined;
  readonly original: unknown;
  /** Puts it there again. */
  redo(): boolean;
  undo(): void;
}

/** By the method that was made: one that still stands in its place is not wrapped again. */
const inPlace = new WeakMap<object, Replacement>();
/** By object and name, the last one that was made: most replacements are repetitions. */
const last = new WeakMap<object, Map<string, Replacement>>();

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
  const standing = inPlace.get(original);
  if (standing !== undefined) return standing.undo;
  const earlier = last.get(target)?.get(name);
  const isSame = earlier?.original === original && haveSameFlags(earlier.before, before);
  const replacement = isSame ? earlier : replace(target, name, create, original as Method, before);
  return replacement.redo() ? replacement.undo : undefined;
}

function replace(
  target: object,
  name: string,
  create: (original: Method) => Method,
  original: Method,
  before: PropertyDescriptor | undefined,
): Replacement {
  const method = create(original);
  for (const key of ['name', 'length'] as const) {
    const value = getOwnPropertyDescriptor(original, key);
    if (value !== undefined) defineProperty(method, key, value);
  }
  const shape = before ?? { writable: true, enumerable: false, configurable: true };
  const ours: PropertyDescriptor = { ...shape, value: method };
  const replacement: Replacement = {
    before,
    original,
    redo: () => defineProperty(target, name, ours),
    undo() {
      if (getOwnPropertyDescriptor(target, name)?.value !== method) return;
      if (before === undefined) deleteProperty(target, name);
      else defineProperty(target, name, before);
    },
  };
  inPlace.set(method, replacement);
  const known = last.get(target) ?? new Map<string, Replacement>();
  last.set(target, known.set(name, replacement));
  return replacement;
}

function haveSameFlags(one: PropertyDescriptor | undefined, other: PropertyDescriptor | undefined): boolean {
  return one?.writable === other?.writable && one?.enumerable === other?.enumerable;
}

/** Calls a method that was replaced. */
export function callOriginal(original: Method, self: unknown, args: readonly unknown[]): unknown {
  return apply(original, self, args);
}
