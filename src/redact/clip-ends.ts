import { MARKER, redact } from './redact.ts';
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
  const head = redact(ends.head);
  if (ends.droppedBytes > 0) {
    return { text: joinEnds(head, redact(ends.tail), ends.droppedBytes, limit), cut: true };
  }
  if (utf8Length(head) <= limit.maxBytes) return { text: head, cut: false };
  return { text: joinEnds(head, head, 0, limit), cut: true };
}

function joinEnds(head: string, tail: string, droppedBytes: number, limit: EndsLimit): SafeText {
  const headTotal = utf8Length(head);
  const tailTotal = utf8Length(tail);
  const torn = droppedBytes > 0;
  const slack = torn ? limit.slackBytes : 0;
  const known = torn ? headTotal + tailTotal : headTotal;
  const first = takeStart(head, Math.min(limit.headBytes, Math.max(0, headTotal - slack)));
  const tailRoom = limit.maxBytes - limit.headBytes - MISSING_LINE_BYTES;
  const last = takeEnd(tail, Math.min(tailRoom, Math.max(0, tailTotal - slack)));
  const missing = known + droppedBytes - utf8Length(first) - utf8Length(last);
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

function utf8Length(text: string): number {
  let bytes = 0;
  for (let i = 0; i < text.length; ) {
    const size = bytesAt(text, i);
    bytes += size;
    i += size === 4 ? 2 : 1;
  }
  return bytes;
}
