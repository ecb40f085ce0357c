import { nodeProbe } from '../../base/probe.ts';
import { ACCESSOR, MISSING, readInherited } from '../../value/read.ts';

/**
 * Reads a property as the program would, own or inherited, but runs no getter and no Proxy trap: where one stands in
 * the way, or there is no such property, it gives `undefined`.
 */
export function readData(target: unknown, key: string): unknown {
  if ((typeof target !== 'object' && typeof target !== 'function') || target === null) return undefined;
  const value = readInherited(target, key, nodeProbe);
  return value === MISSING || value === ACCESSOR ? undefined : value;
}
