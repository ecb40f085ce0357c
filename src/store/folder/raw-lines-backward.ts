import { files } from '../../base/files.ts';
import type { PassOver } from './line-kinds.ts';
import { type RawLine, readRawLines } from './raw-lines.ts';

/** How much is read first: the last lines of most sessions. */
const FIRST_BLOCK_BYTES = 1 << 15;
const MAX_BLOCK_BYTES = 1 << 20;
/** What is looked through at once for the start of a line. */
const PIECE_BYTES = 1 << 12;
const NEWLINE = 10;

/**
 * The lines that `readRawLines` gives, the last one first. Reads the file in blocks from its end, each block forward, so that
 * a damaged line is read the same way in both directions. Memory is bounded, whatever the lines.
 */
export function* readRawLinesBackward(
  fd: number,
  from: number,
  until: number,
  passOver?: PassOver,
): Generator<RawLine, void, undefined> {
  let end = until;
  let blockBytes = FIRST_BLOCK_BYTES;
  while (end > from) {
    const start = findLineStart(fd, from, end, blockBytes);
    const lines = [...readRawLines(fd, start, end, passOver)];
    for (let line = lines.pop(); line !== undefined; line = lines.pop()) yield line;
    end = start;
    blockBytes = Math.min(2 * blockBytes, MAX_BLOCK_BYTES);
  }
}

/**
 * The byte behind the last newline of a file before `until`, or `from`: where its last line begins, if it has one that is not
 * whole, else its end.
 */
export function findWholeEnd(fd: number, from: number, until: number): number {
  return lastNewline(fd, from, until) + 1;
}

/** The start of a line that leaves at least one line and, where there are so many, some `blockBytes` before `end`. */
function findLineStart(fd: number, from: number, end: number, blockBytes: number): number {
  const first = end - blockBytes;
  if (first <= from) return from;
  const piece = Buffer.allocUnsafe(PIECE_BYTES);
  // The newline at the very end belongs to the last line.
  for (let at = first; at < end - 1; at += PIECE_BYTES) {
    const read = files.readSync(fd, piece, 0, Math.min(PIECE_BYTES, end - 1 - at), at);
    const found = piece.subarray(0, read).indexOf(NEWLINE);
    if (found !== -1) return at + found + 1;
  }
  return lastNewline(fd, from, first) + 1;
}

/** The place of the last newline in `[from, until)`; the one before `from` if there is none. */
function lastNewline(fd: number, from: number, until: number): number {
  const bytes = Buffer.allocUnsafe(Math.min(until - from, MAX_BLOCK_BYTES));
  let end = until;
  for (let size = PIECE_BYTES; end > from; size = Math.min(4 * size, bytes.length)) {
    const start = Math.max(from, end - size);
    const read = files.readSync(fd, bytes, 0, Math.min(end - start, bytes.length), start);
    const found = bytes.subarray(0, read).lastIndexOf(NEWLINE);
    if (found !== -1) return start + found;
    end = start;
  }
  return from - 1;
}
