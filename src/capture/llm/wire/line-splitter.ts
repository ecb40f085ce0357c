import { indexOf, slice } from '../../../base/held.ts';
import { indexOfByte, lastIndexOfByte, utf8Slice, viewOf } from '../../../base/held-bytes.ts';
import { createBoundedBytes } from './bounded-bytes.ts';
import { withoutMark } from './byte-order-mark.ts';
import type { LongText } from './long-text.ts';
import { createSafeReader } from './safe-reader.ts';
import type { ByteReader } from './types.ts';

const LF = 10;
const CR = 13;
/** What is decoded in one go. Below the limit of a whole line, which then needs no test for lines within a chunk. */
const MAX_PIECE_BYTES = 262_144;

/**
 * Bytes of UTF-8 to lines: LF, CRLF and a lone CR end one, and so does the end of the bytes where something stands
 * before it. A byte order mark at the start is dropped. Costs some 60 ns a line and 60 ns a chunk; only a line that goes
 * over the end of a chunk is copied.
 */
export function createLineSplitter(
  onLine: (line: string) => void,
  onLong: (line: LongText) => void,
  onEnd: () => void = () => {},
): ByteReader {
  const pending = createBoundedBytes();
  let isStart = true;
  // A CR has ended the line: an LF at the start of the next chunk belongs to it.
  let isBehindCr = false;

  function takePending(): void {
    const line = pending.text();
    pending.clear();
    if (typeof line === 'string') onLine(unmarked(line));
    else onLong({ head: unmarked(line.head), tail: line.tail, bytes: line.bytes });
  }

  function unmarked(text: string): string {
    if (!isStart) return text;
    isStart = false;
    return withoutMark(text);
  }

  function addPiece(bytes: Uint8Array, count: number): void {
    let from = 0;
    if (isBehindCr) {
      isBehindCr = false;
      if (bytes[0] === LF) from = 1;
    }
    if (pending.size() > 0) {
      const lf = indexOfByte(bytes, LF, from, count);
      const cr = indexOfByte(bytes, CR, from, count);
      const end = lf < 0 || (cr >= 0 && cr < lf) ? cr : lf;
      pending.keep(bytes, from, end < 0 ? count : end);
      if (end < 0) return;
      takePending();
      from = end + 1;
      if (end === cr) {
        isBehindCr = from === count;
        if (bytes[from] === LF) from++;
      }
    }
    if (from >= count) return;
    let last = count - 1;
    if (bytes[last] !== LF) {
      last = lastIndexOfByte(bytes, LF, count - 1, count);
      const lastCr = lastIndexOfByte(bytes, CR, count - 1, count);
      if (lastCr > last) last = lastCr;
      isBehindCr = lastCr === count - 1;
    }
    if (last >= from) splitLines(unmarked(utf8Slice(bytes, from, last + 1)), onLine);
    else last = from - 1;
    if (last + 1 < count) pending.keep(bytes, last + 1, count);
  }

  function add(bytes: Uint8Array, count: number): void {
    if (count <= MAX_PIECE_BYTES) {
      addPiece(bytes, count);
      return;
    }
    for (let from = 0; from < count; from += MAX_PIECE_BYTES) {
      const to = count - from > MAX_PIECE_BYTES ? from + MAX_PIECE_BYTES : count;
      addPiece(viewOf(bytes, from, to), to - from);
    }
  }

  return createSafeReader(add, () => {
    if (pending.size() > 0) takePending();
    onEnd();
  });
}

/** The lines of a text that ends with the end of a line. */
function splitLines(text: string, onLine: (line: string) => void): void {
  let from = 0;
  let cr = indexOf(text, '\r');
  if (cr < 0) {
    for (let lf = indexOf(text, '\n'); lf >= 0; lf = indexOf(text, '\n', from)) {
      onLine(slice(text, from, lf));
      from = lf + 1;
    }
    return;
  }
  let lf = indexOf(text, '\n');
  while (from < text.length) {
    const isLf = cr < 0 || (lf >= 0 && lf < cr);
    const end = isLf ? lf : cr;
    onLine(slice(text, from, end));
    from = !isLf && lf === end + 1 ? end + 2 : end + 1;
    if (lf >= 0 && lf < from) lf = indexOf(text, '\n', from);
    if (cr >= 0 && cr < from) cr = indexOf(text, '\r', from);
  }
}
