import { files } from '../../base/files.ts';
import type { PassOver } from './line-kinds.ts';

/** The longest line that is written, in UTF-16 code units. */
export const MAX_LINE_CHARS: number = 1 << 20;
/** The longest line that is read: a torn one with a whole one behind it, each of three bytes a code unit. */
const MAX_READ_BYTES = 2 * 3 * MAX_LINE_CHARS;
/** What is read at once: fits into a processor's cache, and half of it makes no difference any more. */
const CHUNK_BYTES = 1 << 18;
/** For a small file, as most are that a recorded program reads. */
const SMALL_BYTES = 1 << 14;
const NEWLINE = 10;
const NUL = 0;

/** What stands between two newlines of a file. */
export interface RawLine {
  /** Without its newline; empty where the line was too long to be one of ours. */
  readonly text: string;
  /** The byte of the file where it begins, what was left out included. */
  readonly start: number;
  /** The byte behind it and its newline. */
  readonly end: number;
  /** It has its newline. */
  readonly complete: boolean;
  /** Something before the text was left out: a run of NUL bytes, or more bytes than a line can have. */
  readonly damaged: boolean;
}

/**
 * Splits a file into lines from one byte, the start of a line, to another. Memory is bounded, whatever the lines. A run of NUL
 * bytes, which a power cut leaves where a line was to be, is left out, and so is the beginning of an endless line.
 * `passOver` says which whole lines need not be decoded.
 */
export function* readRawLines(
  fd: number,
  from: number,
  until: number,
  passOver: PassOver = (_bytes, start) => start,
): Generator<RawLine, void, undefined> {
  const chunk = takeChunk(until - from);
  let buffer = chunk;
  /** The file's byte at the buffer's beginning, which is the beginning of a line or of the rest of a damaged one. */
  let at = from;
  let lineAt = from;
  let filled = 0;
  let damaged = false;
  let endless = false;

  try {
    while (at + filled < until) {
      if (filled === buffer.length) buffer = Buffer.concat([buffer], buffer.length * 2);
      const scanFrom = filled;
      const wanted = Math.min(buffer.length - filled, until - at - filled);
      const read = files.readSync(fd, buffer, filled, wanted, at + filled);
      if (read === 0) break;
      filled += read;
      const bytes = buffer.subarray(0, filled);
      // What follows on something left out is no line's start.
      let start = damaged ? 0 : next(bytes, 0);
      for (
        let end = bytes.indexOf(NEWLINE, Math.max(start, scanFrom));
        end !== -1;
        end = bytes.indexOf(NEWLINE, start)
      ) {
        yield line(bytes, start, end, true);
        damaged = false;
        endless = false;
        start = next(bytes, end + 1);
      }
      const kept = skipUseless(bytes, start);
      buffer.copyWithin(0, kept, filled);
      at += kept;
      filled -= kept;
    }
    if (filled > 0 || damaged) yield line(buffer.subarray(0, filled), 0, filled, false);
  } finally {
    giveChunkBack(chunk);
  }

  /** Where the next line to decode begins, at `start`, which is the start of one, or behind it. */
  function next(bytes: Buffer, start: number): number {
    const found = passOver(bytes, start);
    lineAt = at + found;
    return found;
  }

  function line(bytes: Buffer, start: number, end: number, complete: boolean): RawLine {
    const first = skipUseless(bytes.subarray(0, end), start);
    const text = bytes.toString('utf8', first, end);
    return { text, start: lineAt, end: at + end + (complete ? 1 : 0), complete, damaged };
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

/** One chunk for all files that are read one after the other: a new one would cost more than reading a small file. */
let spare: Buffer | undefined;

function takeChunk(bytes: number): Buffer {
  const wanted = bytes > SMALL_BYTES ? CHUNK_BYTES : SMALL_BYTES;
  if (spare === undefined || spare.length < wanted) return Buffer.allocUnsafeSlow(wanted);
  const chunk = spare;
  spare = undefined;
  return chunk;
}

function giveChunkBack(chunk: Buffer): void {
  if (spare === undefined || spare.length < chunk.length) spare = chunk;
}
