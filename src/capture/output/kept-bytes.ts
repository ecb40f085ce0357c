import type { Sink } from './sink.ts';

/** What is left of a stream of bytes. */
export interface Ends {
  /** The first bytes; all of them where nothing was dropped. */
  readonly head: Buffer;
  /** The last bytes; empty where nothing was dropped. */
  readonly tail: Buffer;
  /** How many bytes are missing between the two. */
  readonly droppedBytes: number;
  /** The size of the whole stream. */
  readonly totalBytes: number;
}

/** Keeps the first and the last bytes of a stream, in memory that does not grow with it. */
export interface KeptBytes extends Sink {
  /** What was kept so far, as views of the memory or copies: to be read before the next `add`. */
  read(): Ends;
}

/** What a buffer begins with: most tools print less, many nothing. */
const FIRST_BYTES = 1024;
/** A text longer than this is encoded piece by piece. */
const PIECE_CHARS = 16_384;

/** What UTF-8 takes for one UTF-16 code unit. */
const MAX_BYTES_PER_CHAR = 3;
/** Filled and copied in one go, so one serves all streams. */
let scratch: Buffer | undefined;

/** Memory for one stream: `headBytes` for its beginning and `tailBytes` for its end, taken as it is needed. */
export function createKeptBytes(headBytes: number, tailBytes: number): KeptBytes {
  let head: Buffer = Buffer.alloc(0);
  let ring: Buffer | undefined;
  let total = 0;

  function add(chunk: Uint8Array): void {
    const inHead = Math.min(chunk.length, Math.max(0, headBytes - total));
    if (inHead > 0) {
      makeRoom(total + inHead);
      head.set(chunk.subarray(0, inHead), total);
    }
    total += inHead;
    if (inHead < chunk.length) addToRing(chunk.subarray(inHead));
  }

  function makeRoom(needed: number): void {
    if (needed <= head.length) return;
    const larger = Buffer.allocUnsafe(Math.min(headBytes, Math.max(FIRST_BYTES, needed, 2 * head.length)));
    larger.set(head.subarray(0, total));
    head = larger;
  }

  function addToRing(rest: Uint8Array): void {
    ring ??= Buffer.allocUnsafe(tailBytes);
    total += rest.length;
    const last = rest.length > tailBytes ? rest.subarray(rest.length - tailBytes) : rest;
    // A byte's place in the ring follows from its number in the stream.
    const at = (total - headBytes - last.length) % tailBytes;
    const beforeWrap = Math.min(last.length, tailBytes - at);
    ring.set(last.subarray(0, beforeWrap), at);
    if (beforeWrap < last.length) ring.set(last.subarray(beforeWrap), 0);
  }

  function addText(text: string): void {
    if (fitsIntoRing(text)) return;
    scratch ??= Buffer.allocUnsafeSlow(MAX_BYTES_PER_CHAR * PIECE_CHARS);
    for (let from = 0; from < text.length; ) {
      const piece = text.length <= PIECE_CHARS ? text : text.slice(from, endOfPiece(text, from));
      add(scratch.subarray(0, scratch.write(piece)));
      from += piece.length;
    }
  }

  /** Takes a line in its place, without a copy, if that is in one piece: most lines of a long output. */
  function fitsIntoRing(text: string): boolean {
    if (ring === undefined) return false;
    const at = (total - headBytes) % tailBytes;
    if (MAX_BYTES_PER_CHAR * text.length > tailBytes - at) return false;
    total += ring.write(text, at);
    return true;
  }

  function read(): Ends {
    const start = head.subarray(0, Math.min(total, headBytes));
    const behind = Math.max(0, total - headBytes);
    if (ring === undefined) return { head: start, tail: Buffer.alloc(0), droppedBytes: 0, totalBytes: total };
    if (behind <= tailBytes) {
      const whole = Buffer.concat([start, ring.subarray(0, behind)]);
      return { head: whole, tail: Buffer.alloc(0), droppedBytes: 0, totalBytes: total };
    }
    const seam = behind % tailBytes;
    return {
      head: start,
      tail: Buffer.concat([ring.subarray(seam), ring.subarray(0, seam)]),
      droppedBytes: behind - tailBytes,
      totalBytes: total,
    };
  }

  return { add, addText, read };
}

/** A piece must not end between the halves of a character: each would be encoded as U+FFFD. */
function endOfPiece(text: string, from: number): number {
  const end = from + PIECE_CHARS;
  const last = text.charCodeAt(end - 1);
  return last >= 0xd800 && last <= 0xdbff && end < text.length ? end - 1 : end;
}
