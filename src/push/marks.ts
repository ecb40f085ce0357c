import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { files } from '../base/files.ts';
import { suffixOf } from '../event/ids.ts';
import { replaceFile } from '../store/folder/draft.ts';
import { makeOwnFolder } from '../store/folder/make-folder.ts';
import { openOwn } from '../store/folder/safe-open.ts';
import { sessionPath } from '../store/folder/session-file.ts';
import type { SessionFile } from '../store/folder/types.ts';

/** How far one session's file was pushed. */
export interface Mark {
  /** The byte behind the last line that was pushed. */
  readonly end: number;
  /** The session's start as it was pushed, in Unix seconds. */
  readonly startTs: number;
  /** A line before `end`, by which a file that was cut and written anew is told; `undefined` where none was fit for it. */
  readonly anchor: Anchor | undefined;
}

/** A line of a file: where it begins, and a hash of how. */
export interface Anchor {
  readonly at: number;
  readonly hash: string;
}

/** How far the sessions of one folder were pushed to one database. */
export interface Marks {
  /** The mark of a session's file; `undefined` where there is none that holds for this very file as it is now. Never throws. */
  read(file: SessionFile): Mark | undefined;
  /** Sets a mark in one step: a reader sees the old one or the new one. Never throws. */
  write(file: SessionFile, mark: Mark): void;
}

/** Longer than any mark: what is more is none of ours. */
const MAX_MARK_BYTES = 1024;
/** An event's kind, id, session and time stand within these: no two lines begin alike. */
const ANCHOR_BYTES = 160;
const HASH_CHARS = 16;
const NEWLINE = 10;

/**
 * The marks in `<store folder>/<name>`, one file a session. A mark that cannot be written is kept in memory, and `onUnwritable` is
 * told once why: the next push then sends again what the database has already.
 */
export function openMarks(
  storePath: string,
  name: string,
  onUnwritable: (error: unknown) => void = () => {},
): Marks {
  const folder = join(storePath, name);
  const unwritten = new Map<string, unknown>();
  let isTold = false;

  return {
    read(file) {
      const stored = unwritten.get(file.id) ?? readStored(join(folder, suffixOf(file.id)));
      try {
        return judge(stored, file, sessionPath(storePath, file.id));
      } catch {
        return undefined;
      }
    },
    write(file, { end, startTs, anchor }) {
      const stored = { end, file: file.identity, start_ts: startTs, ...anchor };
      try {
        makeOwnFolder(folder);
        replaceFile(folder, join(folder, suffixOf(file.id)), `${JSON.stringify(stored)}\n`);
        unwritten.delete(file.id);
      } catch (error) {
        unwritten.set(file.id, stored);
        if (!isTold) onUnwritable(error);
        isTold = true;
      }
    },
  };
}

/** What a later push knows a line by, which stands in its file as it was read. */
export function createAnchor({ text, start }: { readonly text: string; readonly start: number }): Anchor {
  return { at: start, hash: hashOf(Buffer.from(text.slice(0, ANCHOR_BYTES)).subarray(0, ANCHOR_BYTES)) };
}

function readStored(path: string): unknown {
  try {
    const { fd } = openOwn(path, files.constants.O_RDONLY);
    try {
      return JSON.parse(readAt(fd, 0, MAX_MARK_BYTES).toString());
    } finally {
      files.closeSync(fd);
    }
  } catch {
    return undefined;
  }
}

/** The mark, if it names this file and the file still is what it was up to there. @throws what the system throws */
function judge(stored: unknown, file: SessionFile, path: string): Mark | undefined {
  if (typeof stored !== 'object' || stored === null) return undefined;
  const { end, file: identity, start_ts: startTs, at, hash } = stored as Readonly<Record<string, unknown>>;
  if (!isPlace(end) || identity !== file.identity || typeof startTs !== 'number') return undefined;
  const anchor = isPlace(at) && at < end && typeof hash === 'string' ? { at, hash } : undefined;
  if (anchor === undefined && (at !== undefined || hash !== undefined)) return undefined;
  const { fd, stats } = openOwn(path, files.constants.O_RDONLY);
  try {
    if (`${stats.dev}:${stats.ino}` !== identity || stats.size < end) return undefined;
    if (end > 0 && readAt(fd, end - 1, 1)[0] !== NEWLINE) return undefined;
    return anchor === undefined || standsThere(fd, anchor, end) ? { end, startTs, anchor } : undefined;
  } finally {
    files.closeSync(fd);
  }
}

function standsThere(fd: number, { at, hash }: Anchor, end: number): boolean {
  const bytes = readAt(fd, at, Math.min(ANCHOR_BYTES, end - at));
  const newline = bytes.indexOf(NEWLINE);
  return hashOf(newline === -1 ? bytes : bytes.subarray(0, newline)) === hash;
}

function isPlace(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function readAt(fd: number, from: number, count: number): Buffer {
  const bytes = Buffer.alloc(count);
  return bytes.subarray(0, files.readSync(fd, bytes, 0, count, from));
}

function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex').slice(0, HASH_CHARS);
}
