import { files } from '../base/files.ts';

/** The longest line that is written, in UTF-16 code units. */
export const MAX_LINE_CHARS: number = 1 << 20;
/** The longest line that is read: a torn one with a whole one behind it, each of three bytes a code unit. */
const MAX_READ_BYTES = 2 * 3 * MAX_LINE_CHARS;
const CHUNK_BYTES = 1 << 16;
const NEWLINE = 10;
const NUL = 0;

/** What stands between two newlines of a file. */
export interface RawLine {
  /** Without its newline; empty where the line was too long to be one of ours. */
  readonly text: string;
  /** The byte behind it. */
  readonly end: number;
  /** It has its newline. */
  readonly complete: boolean;
  /** Something before the text was left out: a run of NUL bytes, or more bytes than a line can have. */
  readonly damaged: boolean;
}

/**
 * Splits a file into lines from one byte to another. Memory is bounded, whatever the lines. A run of NUL bytes, which
 * a power cut leaves where a line was to be, is left out, and so is the beginning of an endless line. With `marks`, lines
 * that hold none of these words are passed over, all but the last of the file.
 */
export function* readRawLines(
  fd: number,
  from: number,
  until: number,
  marks: readonly string[] = [],
): Generator<RawLine, void, undefined> {
  const skipTo = createSkipper(marks);
  let buffer = Buffer.allocUnsafe(CHUNK_BYTES);
  /** The file's byte at the buffer's beginning, which is the beginning of a line or of the rest of a damaged one. */
  let at = from;
  let filled = 0;
  let damaged = false;
  let endless = false;

  while (at + filled < until) {
    if (filled === buffer.length) buffer = Buffer.concat([buffer], buffer.length * 2);
    const scanFrom = filled;
    const wanted = Math.min(buffer.length - filled, until - at - filled);
    const read = files.readSync(fd, buffer, filled, wanted, at + filled);
    if (read === 0) break;
    filled += read;
    const bytes = buffer.subarray(0, filled);
    let start = skipped(bytes, 0);
    for (
      let end = bytes.indexOf(NEWLINE, Math.max(start, scanFrom));
      end !== -1;
      end = bytes.indexOf(NEWLINE, start)
    ) {
      yield line(bytes, start, end, true);
      damaged = false;
      endless = false;
      start = skipped(bytes, end + 1);
    }
    const kept = skipUseless(bytes, start);
    buffer.copyWithin(0, kept, filled);
    at += kept;
    filled -= kept;
  }
  if (filled > 0 || damaged) yield line(buffer.subarray(0, filled), 0, filled, false);

  /** Where the next line to look at begins, at `start` or behind it; what is passed over takes its damage with it. */
  function skipped(bytes: Buffer, start: number): number {
    const next = skipTo(bytes, start);
    if (next > start) {
      damaged = false;
      endless = false;
    }
    return next;
  }

  function line(bytes: Buffer, start: number, end: number, complete: boolean): RawLine {
    const first = skipUseless(bytes.subarray(0, end), start);
    const text = bytes.toString('utf8', first, end);
    return { text, end: at + end + (complete ? 1 : 0), complete, damaged };
  }

  /** Where what may be a line begins, at `start` or behind it. */
  function skipUseless(bytes: Buffer, start: number): number {
    let first = start;
    if (!endless && bytes.length - first > MAX_READ_BYTES) endless = true;
    if (endless) {
      damaged = true;
      const nul = bytes.indexOf(NUL, first);
      if (nul === -1) return bytes.length;
      endless = false;
      first = nul;
    }
    while (first < bytes.length && bytes[first] === NUL) {
      damaged = true;
      first += 1;
    }
    return first;
  }
}

/** Finds the next line with one of the marks; each mark is looked for once in each part of a buffer. */
function createSkipper(marks: readonly string[]): (bytes: Buffer, start: number) => number {
  if (marks.length === 0) return (_bytes, start) => start;
  const needles = marks.map((mark) => ({ mark: Buffer.from(mark), at: -1 }));
  let known: Buffer | undefined;
  return (bytes, start) => {
    let first = Number.POSITIVE_INFINITY;
    for (const needle of needles) {
      if (bytes !== known || needle.at < start) {
        const found = bytes.indexOf(needle.mark, start);
        needle.at = found === -1 ? Number.POSITIVE_INFINITY : found;
      }
      if (needle.at < first) first = needle.at;
    }
    known = bytes;
    const before = Math.min(first, bytes.length);
    // A negative place would count from the end.
    return before === 0 ? start : Math.max(start, bytes.lastIndexOf(NEWLINE, before - 1) + 1);
  };
}
