import { types } from 'node:util';
import { nodeProbe } from '../../base/probe.ts';
import { ACCESSOR, MISSING, readInherited } from '../../value/read.ts';

/**
 * Reads a field of what a program hands over; runs no getter and no Proxy trap. `undefined` where one stands in the way, and
 * of what is no object.
 */
export function readData(holder: unknown, key: PropertyKey): unknown {
  if ((typeof holder !== 'object' && typeof holder !== 'function') || holder === null) return undefined;
  if (types.isProxy(holder)) return undefined;
  const value = readInherited(holder, key, nodeProbe);
  return value === MISSING || value === ACCESSOR ? undefined : value;
}
