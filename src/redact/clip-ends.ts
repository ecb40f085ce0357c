import { MARKER, redact, redactPart } from './redact.ts';
import { type SafeText, vouch } from './safe-text.ts';

/** What is still known of a long text. */
export interface Ends {
  /** Its beginning; the whole text where nothing was dropped. */
  readonly head: string;
  /** Its end; empty where nothing was dropped. */
  readonly tail: string;
  /** Bytes that were dropped between the two. */
  readonly droppedBytes: number;
}

export interface EndsLimit {
  /** What the result may measure, in bytes of UTF-8. */
  readonly maxBytes: number;
  /** How much of that the beginning gets. */
  readonly headBytes: number;
  /** Bytes next to the drop that are looked at but never kept: a secret that the drop tore cannot be told from plain text. */
  readonly slackBytes: number;
}

/**
 * Redacts a long text and keeps its beginning and its end, whole characters, with a line between that says how many
 * bytes are missing. A text that fits comes back redacted and whole, with `cut` false.
 */
export function clipEnds(ends: Ends, limit: EndsLimit): { readonly text: SafeText; readonly cut: boolean } {
  if (ends.droppedBytes > 0) {
    const headEnd = placeBefore(ends.head, limit.slackBytes);
    const tailStart = behindTorn(ends.tail, placeBehind(ends.tail, limit.slackBytes));
    const head = redactPart(ends.head, 0, headEnd);
    const tail = redactPart(ends.tail, tailStart, ends.tail.length);
    const known = utf8Length(ends.head) + utf8Length(ends.tail);
    return { text: joinEnds(head, tail, known + ends.droppedBytes, limit), cut: true };
  }
  const head = redact(ends.head);
  const headTotal = utf8Length(head);
  if (headTotal <= limit.maxBytes) return { text: head, cut: false };
  return { text: joinEnds(head, head, headTotal, limit), cut: true };
}

/** The place in a text behind which so many bytes stand. */
function placeBefore(text: string, bytes: number): number {
  let place = text.length;
  for (let left = bytes; place > 0 && left > 0; place -= 1) left -= bytesAt(text, place - 1);
  return place;
}

/** The place in a text before which so many bytes stand. */
function placeBehind(text: string, bytes: number): number {
  let place = 0;
  for (let left = bytes; place < text.length && left > 0; place += 1) left -= bytesAt(text, place);
  return place;
}

/** Behind the word that fills all of the text up to the place: what it is cannot be told without its beginning. */
function behindTorn(text: string, place: number): number {
  for (let i = 0; i < place; i += 1) if (!isOfWord(text.charCodeAt(i))) return place;
  let end = place;
  while (end < text.length && isOfWord(text.charCodeAt(end))) end += 1;
  return end;
}

/** Whether a character is of base 64, in either alphabet, or of what a key's lines are divided by. */
function isOfWord(code: number): boolean {
  if ((code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122)) return true;
  return code === 43 || code === 45 || code === 47 || code === 61 || code === 95;
}

function joinEnds(head: string, tail: string, totalBytes: number, limit: EndsLimit): SafeText {
  const first = takeStart(head, limit.headBytes);
  const last = takeEnd(tail, limit.maxBytes - limit.headBytes - MISSING_LINE_BYTES);
  const missing = totalBytes - utf8Length(first) - utf8Length(last);
  return vouch(`${first}\n[… ${missing} bytes missing …]\n${last}`);
}

/** Room for the line between, with a number of up to 16 digits. */
const MISSING_LINE_BYTES = 48;

/** The longest beginning of at most `maxBytes` that ends neither inside a character nor inside a marker. */
function takeStart(text: string, maxBytes: number): string {
  let bytes = 0;
  let end = 0;
  while (end < text.length) {
    const size = bytesAt(text, end);
    if (bytes + size > maxBytes) break;
    bytes += size;
    end += size === 4 ? 2 : 1;
  }
  const marker = text.lastIndexOf(MARKER, end - 1);
  if (end > 0 && marker !== -1 && marker + MARKER.length > end) end = marker;
  return text.slice(0, end);
}

/** The longest end of at most `maxBytes` that begins neither inside a character nor inside a marker. */
function takeEnd(text: string, maxBytes: number): string {
  let bytes = 0;
  let start = text.length;
  while (start > 0) {
    const low = text.charCodeAt(start - 1);
    const step = low >= 0xdc00 && low <= 0xdfff && isHigh(text.charCodeAt(start - 2)) ? 2 : 1;
    const size = bytesAt(text, start - step);
    if (bytes + size > maxBytes) break;
    bytes += size;
    start -= step;
  }
  const marker = start > 0 ? text.lastIndexOf(MARKER, start - 1) : -1;
  if (marker !== -1 && marker + MARKER.length > start) start = marker + MARKER.length;
  return text.slice(start);
}

function isHigh(code: number): boolean {
  return code >= 0xd800 && code <= 0xdbff;
}

function bytesAt(text: string, index: number): 1 | 2 | 3 | 4 {
  const code = text.charCodeAt(index);
  if (code < 0x80) return 1;
  if (code < 0x800) return 2;
  if (!isHigh(code)) return 3;
  const next = text.charCodeAt(index + 1);
  return next >= 0xdc00 && next <= 0xdfff ? 4 : 3;
}

/** What a text takes in UTF-8, in bytes. */
export function utf8Length(text: string): number {
  let bytes = 0;
  for (let i = 0; i < text.length; ) {
    const size = bytesAt(text, i);
    bytes += size;
    i += size === 4 ? 2 : 1;
  }
  return bytes;
}
