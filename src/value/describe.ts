import { MAX_DEPTH } from '../base/limits.ts';
import { MARKER } from '../redact/redact.ts';
import { ownWord } from '../redact/safe-text.ts';
import { conceals } from './conceal.ts';
import type { Descriptor } from './descriptor.ts';
import { MISSING, readOwn } from './read.ts';
import { Walk } from './walk.ts';

export interface DescribeOptions {
  /** The name that the value stands under: the name of a secret hides it. */
  readonly name?: string;
  /** How many levels of nested values are shown. @defaultValue 3 */
  readonly depth?: number;
}

const UNREADABLE: Descriptor = { t: ownWord('unreadable') };

/**
 * Gives the compact JSON form of any value. Never throws, and runs none of the program's code: no getter, no trap of a
 * Proxy, no method. Every text in it was redacted before it was cut. An ordinary value costs a few microseconds; a long
 * text, a long array or Map and deep nesting cost no more than their shown part. Two things do, and V8 knows no way
 * around: the first look into a text that was joined from pieces (25 to 90 ms for 100 MB, once a text), and an object
 * of very many keys, of which V8 gives no first ones without all (0.1 ms for 1,000, 1 ms for 10,000, 240 ms for a
 * million; `for…in` is no faster). Such an object's keys are remembered: the second look is quick, and gives no `n`.
 */
export function describe(value: unknown, options?: DescribeOptions): Descriptor {
  try {
    const depth = options === undefined ? MISSING : readOwn(options, 'depth');
    const name = options === undefined ? MISSING : readOwn(options, 'name');
    const walk = new Walk(typeof depth === 'number' ? depth : MAX_DEPTH);
    if (typeof name === 'string' && conceals(name, value)) return { t: walk.typeOf(value), v: MARKER };
    return walk.describe(value);
  } catch {
    // A stack that is nearly full, as it is where a stack overflow is described.
    return UNREADABLE;
  }
}
