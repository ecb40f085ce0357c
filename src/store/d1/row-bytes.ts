import type { SessionRecord } from '../../event/types.ts';
import type { Batch } from '../types.ts';

/**
 * What one event may measure as `rowBytes` counts. D1 takes a text and a row of up to 2,000,000 bytes; the rest is for what D1 counts
 * and nobody has written down.
 *
 * @see https://developers.cloudflare.com/d1/platform/limits/
 */
export const MAX_ROW_BYTES = 1_900_000;
/** What the rows of one request may measure together: half of what one text may, and written in a fraction of D1's 30 s. */
export const MAX_BATCH_BYTES = 1_000_000;
/** Rows of one request, sessions and events: with more of them a request gets hardly cheaper. */
export const MAX_BATCH_ROWS = 1_000;

/** Brackets and commas of a row, and a number of any length. */
const FRAME_BYTES = 40;

/** What an event takes of a request's parameter, in bytes: its line stands there as a JSON text, each quote escaped. At most 40 too many. */
export function rowBytes({ event, text }: Batch['events'][number]): number {
  return (
    FRAME_BYTES +
    jsonBytes(event.id) +
    jsonBytes(event.session_id) +
    jsonBytes(event.event_type) +
    jsonBytes(text)
  );
}

/** The same of a session. */
export function sessionBytes({ session_id, agent_name, task }: SessionRecord): number {
  return 2 * FRAME_BYTES + jsonBytes(session_id) + jsonBytes(agent_name ?? '') + jsonBytes(task ?? '');
}

/** The size of a text as JSON in UTF-8, quotes included; half a character counts as the three bytes of U+FFFD. Makes no copy. */
export function jsonBytes(text: string): number {
  let bytes = 2;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code < 0x80) bytes += asciiBytes(code);
    else if (code < 0x800) bytes += 2;
    else if (isPair(code, text, i)) {
      bytes += 4;
      i += 1;
    } else bytes += 3;
  }
  return bytes;
}

/** `\b \t \n \f \r` have short escapes, the other control characters `\u00XX`. */
function asciiBytes(code: number): number {
  if (code >= 0x20) return code === 0x22 || code === 0x5c ? 2 : 1;
  return code >= 8 && code <= 13 && code !== 11 ? 2 : 6;
}

function isPair(code: number, text: string, at: number): boolean {
  if (code < 0xd800 || code > 0xdbff) return false;
  const next = text.charCodeAt(at + 1);
  return next >= 0xdc00 && next <= 0xdfff;
}
