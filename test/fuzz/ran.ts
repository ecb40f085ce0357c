/** What a hostile value counts when its code runs. */
export const ran: { names: string[] } = { names: [] };

const { push } = Array.prototype;
const { apply } = Reflect;

/** A function that must never run: it takes note of it and throws. */
export function alarm(name: string): () => never {
  return () => {
    apply(push, ran.names, [name]);
    throw new Error(name);
  };
}

/** A property whose value only the program's code could give. */
export function accessor(name: string): PropertyDescriptor {
  return { get: alarm(`get ${name}`), set: alarm(`set ${name}`), enumerable: true, configurable: true };
}
