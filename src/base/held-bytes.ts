import { types } from 'node:util';
import { uncurry, uncurryGetter } from './held.ts';

const HeldUint8Array = Uint8Array;
const typedArray: Uint8Array = Object.getPrototypeOf(Uint8Array.prototype);
const bufferOf = uncurryGetter<ArrayBuffer>(typedArray, 'buffer');
const offsetOf = uncurryGetter<number>(typedArray, 'byteOffset');
const set = uncurry(typedArray.set);
const { prototype } = Buffer;

type SliceText = (bytes: Uint8Array, from: number, to: number) => string;
type SliceMethod = (this: Uint8Array, from: number, to: number) => string;
const slices = prototype as unknown as { utf8Slice: SliceMethod; latin1Slice: SliceMethod };

/** Whether it is bytes indeed, `Buffer` included; asks the object's inside and none of its properties. */
export const isUint8Array: (value: unknown) => value is Uint8Array = types.isUint8Array;
export const isUint32Array: (value: unknown) => value is Uint32Array = types.isUint32Array;

/** How many bytes; 0 where the memory was given away (`transfer`). */
export const byteLength: (bytes: Uint8Array) => number = uncurryGetter(typedArray, 'byteLength');

/** The text of the bytes; what is no UTF-8 becomes U+FFFD as in the WHATWG's decoder, and a byte order mark stays. */
export const utf8Slice: SliceText = uncurry(slices.utf8Slice);
/** The text of the bytes, one character of each. */
export const latin1Slice: SliceText = uncurry(slices.latin1Slice);

type FindByte = (this: Uint8Array, byte: number, from: number, count: number) => number;

/**
 * The first place of a byte at or behind `from`, or -1. Node's own search: thirty times as fast as that of typed arrays.
 * `count` is how many bytes there are: newer versions of Node would ask the bytes' `length` for it.
 */
export const indexOfByte: (bytes: Uint8Array, byte: number, from: number, count: number) => number = uncurry(
  prototype.indexOf as FindByte,
);
/** The last place of a byte at or before `from`, or -1. */
export const lastIndexOfByte: typeof indexOfByte = uncurry(prototype.lastIndexOf as FindByte);

/** The same memory from one place to another. Not `subarray`, which asks the object for its constructor. */
export function viewOf(bytes: Uint8Array, from: number, to: number): Uint8Array {
  return new HeldUint8Array(bufferOf(bytes), offsetOf(bytes) + from, to - from);
}

/**
 * Where the last whole character of UTF-8 ends, at `end` or before it: what a cut tore would become U+FFFD. Bytes that are no UTF-8
 * stay.
 */
export function characterEnd(bytes: Uint8Array, end: number): number {
  for (let back = 1; back <= 3; back++) {
    const byte = bytes[end - back] as number;
    if (byte < 0x80) return end;
    if (byte >= 0xc0) {
      const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return length > back ? end - back : end;
    }
  }
  return end;
}

/** Where the first whole character begins: behind what is left of one that a cut tore. */
export function characterStart(bytes: Uint8Array): number {
  let start = 0;
  while (start < 3 && ((bytes[start] as number) & 0xc0) === 0x80) start++;
  return start;
}

export function newBytes(count: number): Uint8Array {
  return new HeldUint8Array(count);
}

/** Copies `source[from..to)` to `target[at..)`, which has the room. */
export function copyBytes(
  target: Uint8Array,
  at: number,
  source: Uint8Array,
  from: number,
  to: number,
): void {
  // For a few bytes a view costs more than the copy.
  if (to - from > 24) set(target, viewOf(source, from, to), at);
  else for (let i = from; i < to; i++) target[at + i - from] = source[i] as number;
}
