import { files } from '../base/files.ts';
import { decodeLine } from '../event/line.ts';
import { hasEventShape, hasRecordShape } from '../event/shape.ts';
import { readRawLines } from './raw-lines.ts';
import { openOwn } from './safe-open.ts';
import { codeOf } from './store-error.ts';
import type { LineKind, ReadOptions, StoredLine } from './types.ts';

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
export function* readStoredLines(
  path: string,
  sessionId: string,
  options: ReadOptions,
): Generator<StoredLine, void, undefined> {
  const file = openToRead(path);
  if (file === undefined) return;
  let skipped = 0;
  try {
    for (const raw of readRawLines(file.fd, options.from ?? 0, file.stats.size, marksOf(options.only))) {
      const text = raw.text.trim();
      const whole = text === '' ? undefined : decodeOwn(text, sessionId, raw.end);
      const found = whole ?? salvage(text, sessionId, raw.end);
      const blank = text === '' && !raw.damaged;
      if (!blank && (raw.damaged || whole === undefined) && (raw.complete || found !== undefined))
        skipped += 1;
      if (found !== undefined && isWanted(found, options.only)) yield found;
    }
  } finally {
    files.closeSync(file.fd);
  }
  if (skipped > 0) options.onSkipped?.(skipped);
}

/**
 * Words that stand in every line of these kinds, and hardly in another: within a JSON string the quotation marks would be
 * escaped, so only a whole string or key can be taken for one.
 */
function marksOf(only: readonly LineKind[] | undefined): readonly string[] {
  return only?.map((kind) => (kind === 'session' ? '"start_ts"' : `"${kind}"`)) ?? [];
}

function isWanted(line: StoredLine, only: readonly LineKind[] | undefined): boolean {
  return only === undefined || only.includes(line.kind === 'session' ? 'session' : line.event.event_type);
}

function openToRead(path: string): ReturnType<typeof openOwn> | undefined {
  try {
    return openOwn(path, files.constants.O_RDONLY);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

function decodeOwn(text: string, sessionId: string, end: number): StoredLine | undefined {
  const line = decodeLine(text);
  if (line === undefined) return undefined;
  const named = line.kind === 'event' ? line.event.session_id : line.record.session_id;
  if (named !== sessionId) return undefined;
  const sound = line.kind === 'event' ? hasEventShape(line.event) : hasRecordShape(line.record);
  return sound ? { ...line, text, end } : undefined;
}

/** Finds the whole line that follows a torn one, or NUL bytes, on the same line of the file. */
function salvage(text: string, sessionId: string, end: number): StoredLine | undefined {
  let tries = 0;
  for (const { index } of text.matchAll(BEGINNING)) {
    if (index === 0) continue;
    tries += 1;
    if (tries > MAX_TRIES) return undefined;
    const found = decodeOwn(text.slice(index), sessionId, end);
    if (found !== undefined) return found;
  }
  return undefined;
}
