import { byteLength, copyBytes, newBytes, utf8Slice } from '../../../base/held-bytes.ts';
import { END_BYTES, type LongText, MAX_WHOLE_BYTES } from './long-text.ts';

/** Collects bytes up to a limit; of more than that, both ends. Holds at most the limit and twice `END_BYTES`. */
export interface BoundedBytes {
  /** How many bytes it was given since the last `clear`. */
  size(): number;
  /** Takes a copy of `bytes[from..to)`. */
  keep(bytes: Uint8Array, from: number, to: number): void;
  /** What was kept as text: a string, or the ends where it was too long. */
  text(): string | LongText;
  /** What was kept, to be read up to `size()`, until the next `keep`; only where that is within the limit. */
  bytes(): Uint8Array;
  clear(): void;
}

const FIRST_BYTES = 512;
/** A buffer up to this size is used again for the next text, of whichever reader. */
const REUSED_BYTES = 16_384;
const EMPTY = newBytes(0);
/** The last that were done with, for a request and its answer: most find room in them, and a new one costs a microsecond. */
const spares: Uint8Array[] = [EMPTY, EMPTY];

export function createBoundedBytes(maxWhole: number = MAX_WHOLE_BYTES): BoundedBytes {
  let whole = EMPTY;
  let total = 0;
  let head: Uint8Array | undefined;
  let ring = EMPTY;
  let ringAt = 0;

  function growTo(count: number): void {
    let room = byteLength(whole) || FIRST_BYTES;
    while (room < count) room *= 2;
    const size = room < maxWhole ? room : maxWhole;
    const grown = takeSpare(size) ?? newBytes(size);
    copyBytes(grown, 0, whole, 0, total);
    whole = grown;
  }

  function keepEnd(bytes: Uint8Array, from: number, to: number): void {
    let at = to - from > END_BYTES ? to - END_BYTES : from;
    while (at < to) {
      const room = END_BYTES - ringAt;
      const next = to - at > room ? at + room : to;
      copyBytes(ring, ringAt, bytes, at, next);
      ringAt = (ringAt + next - at) % END_BYTES;
      at = next;
    }
  }

  function becomeLong(bytes: Uint8Array, from: number, to: number): void {
    head = newBytes(END_BYTES);
    ring = newBytes(END_BYTES);
    ringAt = 0;
    const kept = total < END_BYTES ? total : END_BYTES;
    copyBytes(head, 0, whole, 0, kept);
    const missing = END_BYTES - kept;
    copyBytes(head, kept, bytes, from, to - from > missing ? from + missing : to);
    keepEnd(whole, 0, total);
    whole = EMPTY;
  }

  return {
    size: () => total,
    keep(bytes, from, to) {
      const count = total + to - from;
      if (head === undefined && count <= maxWhole) {
        if (count > byteLength(whole)) growTo(count);
        copyBytes(whole, total, bytes, from, to);
      } else {
        if (head === undefined) becomeLong(bytes, from, to);
        keepEnd(bytes, from, to);
      }
      total = count;
    },
    text() {
      if (head === undefined) return utf8Slice(whole, 0, total);
      const tail = newBytes(END_BYTES);
      copyBytes(tail, 0, ring, ringAt, END_BYTES);
      copyBytes(tail, END_BYTES - ringAt, ring, 0, ringAt);
      return {
        head: utf8Slice(head, 0, characterEnd(head, END_BYTES)),
        tail: utf8Slice(tail, characterStart(tail), END_BYTES),
        bytes: total,
      };
    },
    bytes: () => whole,
    clear() {
      leaveSpare(whole);
      whole = EMPTY;
      total = 0;
      head = undefined;
      ring = EMPTY;
    },
  };
}

function takeSpare(size: number): Uint8Array | undefined {
  for (let i = 0; i < spares.length; i++) {
    const spare = spares[i] as Uint8Array;
    if (byteLength(spare) < size) continue;
    spares[i] = EMPTY;
    return spare;
  }
  return undefined;
}

function leaveSpare(bytes: Uint8Array): void {
  const size = byteLength(bytes);
  if (size > REUSED_BYTES) return;
  for (let i = 0; i < spares.length; i++) {
    if (size <= byteLength(spares[i] as Uint8Array)) continue;
    spares[i] = bytes;
    return;
  }
}

/** Where the last whole character ends, so that a cut one does not become U+FFFD. */
function characterEnd(bytes: Uint8Array, end: number): number {
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

function characterStart(bytes: Uint8Array): number {
  let start = 0;
  while (start < 3 && ((bytes[start] as number) & 0xc0) === 0x80) start++;
  return start;
}
