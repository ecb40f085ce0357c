import {
  byteLength,
  characterEnd,
  characterStart,
  copyBytes,
  newBytes,
  utf8Slice,
} from '../../../base/held-bytes.ts';
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
  return new Collected(maxWhole);
}

/** A class, because two are made for every call, and each method would be an object more. */
class Collected implements BoundedBytes {
  readonly #maxWhole: number;
  #whole: Uint8Array = EMPTY;
  #total: number = 0;
  #head: Uint8Array | undefined = undefined;
  #ring: Uint8Array = EMPTY;
  #ringAt: number = 0;

  constructor(maxWhole: number) {
    this.#maxWhole = maxWhole;
  }

  size(): number {
    return this.#total;
  }

  keep(bytes: Uint8Array, from: number, to: number): void {
    const count = this.#total + to - from;
    if (this.#head === undefined && count <= this.#maxWhole) {
      if (count > byteLength(this.#whole)) this.#growTo(count);
      copyBytes(this.#whole, this.#total, bytes, from, to);
    } else {
      if (this.#head === undefined) this.#becomeLong(bytes, from, to);
      this.#keepEnd(bytes, from, to);
    }
    this.#total = count;
  }

  text(): string | LongText {
    const head = this.#head;
    if (head === undefined) return utf8Slice(this.#whole, 0, this.#total);
    const tail = newBytes(END_BYTES);
    copyBytes(tail, 0, this.#ring, this.#ringAt, END_BYTES);
    copyBytes(tail, END_BYTES - this.#ringAt, this.#ring, 0, this.#ringAt);
    return {
      head: utf8Slice(head, 0, characterEnd(head, END_BYTES)),
      tail: utf8Slice(tail, characterStart(tail), END_BYTES),
      bytes: this.#total,
    };
  }

  bytes(): Uint8Array {
    return this.#whole;
  }

  clear(): void {
    leaveSpare(this.#whole);
    this.#whole = EMPTY;
    this.#total = 0;
    this.#head = undefined;
    this.#ring = EMPTY;
  }

  #growTo(count: number): void {
    let room = byteLength(this.#whole) || FIRST_BYTES;
    while (room < count) room *= 2;
    const size = room < this.#maxWhole ? room : this.#maxWhole;
    const grown = takeSpare(size) ?? newBytes(size);
    copyBytes(grown, 0, this.#whole, 0, this.#total);
    this.#whole = grown;
  }

  #becomeLong(bytes: Uint8Array, from: number, to: number): void {
    const head = newBytes(END_BYTES);
    this.#head = head;
    this.#ring = newBytes(END_BYTES);
    this.#ringAt = 0;
    const kept = this.#total < END_BYTES ? this.#total : END_BYTES;
    copyBytes(head, 0, this.#whole, 0, kept);
    const missing = END_BYTES - kept;
    copyBytes(head, kept, bytes, from, to - from > missing ? from + missing : to);
    this.#keepEnd(this.#whole, 0, this.#total);
    this.#whole = EMPTY;
  }

  #keepEnd(bytes: Uint8Array, from: number, to: number): void {
    let at = to - from > END_BYTES ? to - END_BYTES : from;
    while (at < to) {
      const room = END_BYTES - this.#ringAt;
      const next = to - at > room ? at + room : to;
      copyBytes(this.#ring, this.#ringAt, bytes, at, next);
      this.#ringAt = (this.#ringAt + next - at) % END_BYTES;
      at = next;
    }
  }
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
  if (size === 0 || size > REUSED_BYTES) return;
  for (let i = 0; i < spares.length; i++) {
    if (size <= byteLength(spares[i] as Uint8Array)) continue;
    spares[i] = bytes;
    return;
  }
}
