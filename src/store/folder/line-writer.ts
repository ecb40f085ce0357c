import { files } from '../../base/files.ts';
import { openOwn } from './safe-open.ts';

const { O_APPEND, O_RDWR } = files.constants;
const { byteLength, from: toBytes, allocUnsafe } = Buffer;
const { now } = Date;
const NEWLINE = 10;

/**
 * How long a look at the path is trusted, in ms. The look costs as much as the write itself, and what it guards
 * against, a person who removes the file while the program runs, is not in more of a hurry than this.
 */
const TRUST_MS = 50;
/** How far from the file's end a line is looked for that took more than one write. */
const LOOK_BACK_BYTES = 1 << 20;

/** A session's file, held open for appending. */
export interface LineWriter {
  /** Whether the descriptor still is the file that the path names: neither closed by the program, nor removed, nor replaced. */
  isInPlace(): boolean;
  /**
   * Appends one line, its newline included, in one write. About 0.5 µs besides the write. @throws what the system throws
   */
  append(line: string): void;
  /** Closes the descriptor, if it still is ours. */
  close(): void;
}

/** Opens a session's file, which must exist. @throws what the system throws; AGENTLOG_STORE when it is not a file of ours */
export function openLineWriter(path: string): LineWriter {
  const { fd, stats } = openOwn(path, O_RDWR | O_APPEND);
  let lookedAt = now();
  /** Whether the end may be a torn line, which the next one must not be merged with. */
  let doubtful = true;

  /** The program may have closed our descriptor, and the number may be a file of its own by now. */
  function isOurs(): boolean {
    try {
      const found = files.fstatSync(fd);
      return found.ino === stats.ino && found.dev === stats.dev;
    } catch {
      return false;
    }
  }

  function isAtPath(): boolean {
    const time = now();
    // A clock that was set back must not prolong the trust.
    if (time >= lookedAt && time - lookedAt < TRUST_MS) return true;
    const found = files.lstatSync(path, { throwIfNoEntry: false });
    const isThere = found !== undefined && found.ino === stats.ino && found.dev === stats.dev;
    if (isThere) lookedAt = time;
    return isThere;
  }

  return {
    isInPlace: () => isOurs() && isAtPath(),
    append(line) {
      const text = doubtful && endsTorn(fd) ? `\n${line}` : line;
      doubtful = true;
      writeWhole(fd, text);
      doubtful = false;
    },
    close() {
      if (isOurs()) files.closeSync(fd);
    },
  };
}

function endsTorn(fd: number): boolean {
  const { size } = files.fstatSync(fd);
  const last = toBytes([NEWLINE]);
  if (size > 0) files.readSync(fd, last, 0, 1, size - 1);
  return last[0] !== NEWLINE;
}

function writeWhole(fd: number, text: string): void {
  const size = byteLength(text);
  let written = files.writeSync(fd, text);
  if (written === size) return;
  const bytes = toBytes(text);
  while (written < size) {
    const more = files.writeSync(fd, bytes, written, size - written);
    if (more === 0) throw new Error('the line could not be written to its end');
    written += more;
  }
  // Another process may have written between our pieces: then the line is written once more, behind them.
  if (!standsWhole(fd, bytes) && files.writeSync(fd, `\n${text}`) !== size + 1) {
    throw new Error('the line could not be written in one piece');
  }
}

function standsWhole(fd: number, bytes: Buffer): boolean {
  const { size } = files.fstatSync(fd);
  const tail = allocUnsafe(Math.min(size, bytes.length + LOOK_BACK_BYTES));
  const read = files.readSync(fd, tail, 0, tail.length, size - tail.length);
  return tail.subarray(0, read).includes(bytes);
}
