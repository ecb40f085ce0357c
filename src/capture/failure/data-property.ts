/** Tells a Proxy from other objects, which plain JavaScript cannot. */
export type IsProxy = (value: object) => boolean;

const { getOwnPropertyDescriptor, getPrototypeOf } = Reflect;
const MAX_CHAIN = 16;

/**
 * Reads a property as the program would, own or inherited, but runs no getter and no Proxy trap: where one stands in
 * the way it gives `undefined`.
 */
export function readData(target: unknown, key: string, isProxy: IsProxy): unknown {
  let holder = target;
  for (let i = 0; i < MAX_CHAIN; i += 1) {
    if ((typeof holder !== 'object' && typeof holder !== 'function') || holder === null) return undefined;
    if (isProxy(holder)) return undefined;
    const property = getOwnPropertyDescriptor(holder, key);
    if (property !== undefined) return property.value;
    holder = getPrototypeOf(holder);
  }
  return undefined;
}
