import { files } from '../../base/files.ts';
import { decodeLine } from '../../event/line.ts';
import { hasEventShape, hasRecordShape } from '../../event/shape.ts';
import type { StoredLine } from '../types.ts';
import { createPassOver, type PassOver } from './line-kinds.ts';
import { type RawLine, readRawLines } from './raw-lines.ts';
import { findWholeEnd, readRawLinesBackward } from './raw-lines-backward.ts';
import { openOwn } from './safe-open.ts';
import { codeOf } from './store-error.ts';
import type { LineKind, ReadOptions } from './types.ts';

/**
 * What a line of ours begins with. Within a JSON string its quotation marks would be escaped, so behind a torn
 * line it marks where a whole one begins; only an object within the torn line can look the same, and that one does not
 * parse to the line's end.
 */
const BEGINNING = /\{"(?:event_type|session_id)":"/g;
/** How many beginnings are tried in one broken line. */
const MAX_TRIES = 32;

/**
 * The lines of a session's file that are whole and of this session, oldest first. Opens the file at the first step and
 * closes it at the end, or when the loop is left. @throws what the system throws, except that a missing file has no lines
 */
export function readStoredLines(path: string, sessionId: string, options: ReadOptions): Lines {
  return readLines(path, sessionId, options, readRawLines);
}

/** What `readStoredLines` gives, the last line first. It costs what is taken, and not what the file holds. */
export function readStoredLinesBackward(path: string, sessionId: string, options: ReadOptions): Lines {
  return readLines(path, sessionId, options, readRawLinesBackward);
}

type Lines = Generator<StoredLine, void, undefined>;

function* readLines(
  path: string,
  sessionId: string,
  options: ReadOptions,
  readRaw: typeof readRawLines,
): Lines {
  const file = openToRead(path);
  if (file === undefined) return;
  const { from = 0, until = file.stats.size, only } = options;
  let skipped = 0;
  try {
    for (const raw of readRaw(file.fd, from, Math.min(until, file.stats.size), passOverOf(options))) {
      const text = raw.text.trim();
      const whole = text === '' ? undefined : decodeOwn(text, sessionId, raw);
      const found = whole ?? salvage(text, sessionId, raw);
      const blank = text === '' && !raw.damaged;
      if (!blank && (raw.damaged || whole === undefined) && (raw.complete || found !== undefined))
        skipped += 1;
      if (found !== undefined && isWanted(found, only)) yield found;
    }
  } finally {
    files.closeSync(file.fd);
    if (skipped > 0) options.onSkipped?.(skipped);
  }
}

function passOverOf({ only, take }: ReadOptions): PassOver | undefined {
  if (only === undefined) return take && createPassOver(take);
  return createPassOver(
    (kind, bytes, start, end) => !only.includes(kind) || (take?.(kind, bytes, start, end) ?? false),
  );
}

function isWanted(line: StoredLine, only: readonly LineKind[] | undefined): boolean {
  return only === undefined || only.includes(line.kind === 'session' ? 'session' : line.event.event_type);
}

/** Where the last whole line of a file ends. @throws what the system throws, except that a missing file ends at 0 */
export function readWholeEnd(path: string): number {
  const file = openToRead(path);
  if (file === undefined) return 0;
  try {
    return findWholeEnd(file.fd, 0, file.stats.size);
  } finally {
    files.closeSync(file.fd);
  }
}

function openToRead(path: string): ReturnType<typeof openOwn> | undefined {
  try {
    return openOwn(path, files.constants.O_RDONLY);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

function decodeOwn(text: string, sessionId: string, { start, end }: RawLine): StoredLine | undefined {
  const line = decodeLine(text);
  if (line === undefined) return undefined;
  const named = line.kind === 'event' ? line.event.session_id : line.record.session_id;
  if (named !== sessionId) return undefined;
  const sound = line.kind === 'event' ? hasEventShape(line.event) : hasRecordShape(line.record);
  return sound ? { ...line, text, start, end } : undefined;
}

/** Finds the whole line that follows a torn one, or NUL bytes, on the same line of the file. */
function salvage(text: string, sessionId: string, raw: RawLine): StoredLine | undefined {
  let tries = 0;
  for (const { index } of text.matchAll(BEGINNING)) {
    if (index === 0) continue;
    tries += 1;
    if (tries > MAX_TRIES) return undefined;
    const found = decodeOwn(text.slice(index), sessionId, raw);
    if (found !== undefined) return found;
  }
  return undefined;
}
