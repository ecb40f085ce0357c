/** A method of a prototype. */
export type Method = (this: object, ...args: unknown[]) => unknown;

const { apply } = Reflect;
const { defineProperty, getOwnPropertyDescriptor, getPrototypeOf } = Object;

/**
 * Puts a method before the one that the objects of a prototype inherit: `look` is told the object and the arguments, then the
 * inherited one is called as it would have been. No property can be seen on the objects themselves, and none is enumerable.
 * Gives the undo.
 */
export function shadowMethod(
  prototype: object,
  name: string,
  look: (object: object, args: readonly unknown[]) => void,
): () => void {
  const before = getOwnPropertyDescriptor(prototype, name);
  // The name of a method is what stack traces show.
  const { [name]: value } = {
    [name](this: object, ...args: unknown[]): unknown {
      look(this, args);
      return apply(before === undefined ? inheritedMethod(prototype, name) : before.value, this, args);
    },
  };

  defineProperty(prototype, name, { value, writable: true, configurable: true, enumerable: false });
  return () => {
    // Somebody may have put a method of theirs before ours.
    if (getOwnPropertyDescriptor(prototype, name)?.value !== value) return;
    if (before === undefined) delete (prototype as Record<string, unknown>)[name];
    else defineProperty(prototype, name, before);
  };
}

/**
 * As `shadowMethod`, for where no frame of ours may be on the stack: `choose` is told the object whose method is asked for, and gives the one
 * to call, the inherited one if there is nothing to do. What the program assigns is its own, as if nothing were there.
 */
export function shadowLookup(
  prototype: object,
  name: string,
  choose: (object: object, inherited: Method) => Method,
): () => void {
  function get(this: object): unknown {
    const inherited = inheritedMethod(prototype, name);
    return this === prototype ? inherited : choose(this, inherited);
  }
  function set(this: object, value: unknown): void {
    defineProperty(this, name, { value, writable: true, enumerable: true, configurable: true });
  }
  defineProperty(prototype, name, { get, set, enumerable: false, configurable: true });
  return () => {
    if (getOwnPropertyDescriptor(prototype, name)?.get === get)
      delete (prototype as Record<string, unknown>)[name];
  };
}

/** Looked up at each call: somebody may have replaced it since. */
function inheritedMethod(prototype: object, name: string): Method {
  return (getPrototypeOf(prototype) as Record<string, unknown>)[name] as Method;
}
