import { charCodeAt, lastIndexOf, slice } from '../base/held.ts';
import { findSecrets, MIN_SECRET_CHARS } from './find-secrets.ts';
import { ownWord, type SafeText, vouch } from './safe-text.ts';
import { replaceSpans, type Spans } from './spans.ts';

const { max, min } = Math;

/** Stands in a text where a secret was. */
export const MARKER: SafeText = ownWord('***REDACTED***');

/**
 * Gives the text with every secret in it replaced by the marker; what is around a secret stays.
 * A text without a secret comes back as it is. Never throws: a text that cannot be judged becomes the marker.
 * Runs no method that a program could have patched; a short clean text costs well under a microsecond.
 */
export function redact(text: string): SafeText {
  if (text.length < MIN_SECRET_CHARS) return vouch(text);
  try {
    const spans = findSecrets(text);
    return spans === undefined ? vouch(text) : vouch(settle(replaceSpans(text, spans, MARKER)));
  } catch {
    return MARKER;
  }
}

/** A marker may change what stands beside it: the result is looked at again, so that a second redaction changes nothing. */
function settle(text: string): string {
  let safe = text;
  if (text.length > MAX_SETTLED_CHARS) return safe;
  for (let pass = 0; pass < MAX_PASSES; pass += 1) {
    const spans = findSecrets(safe);
    if (spans === undefined) return safe;
    safe = replaceSpans(safe, spans, MARKER);
  }
  return safe;
}

const MAX_PASSES = 12;
/** A longer text is looked at once: nothing that is stored is so long, and each look costs as much as the first. */
const MAX_SETTLED_CHARS = 1 << 20;

/** A text that was redacted first and cut second. */
export interface Clipped {
  readonly text: SafeText;
  /** The full length of what was cut, in UTF-16 code units; absent when nothing was. */
  readonly truncated?: number;
}

/**
 * Redacts a text and cuts it to `maxChars`, or behind the marker that stands across the cut. Of a long text only the
 * beginning is looked at, far enough beyond the cut that a secret which straddles it is hidden whole: the cost does
 * not grow with the text. One exception is V8's: a text that was joined from pieces is made flat by the first look
 * into it, 25 to 90 ms for 100 MB, which the program's own first look would have cost.
 *
 * `fullLength` is for a text that is itself only the beginning of one: its end may be half a secret, and is not shown.
 */
export function clip(text: string, maxChars: number, fullLength: number = text.length): Clipped {
  const isWhole = fullLength <= text.length;
  if (isWhole && text.length <= maxChars) return { text: redact(text) };
  const window = isWhole ? maxChars + STRADDLE_CHARS : min(maxChars + STRADDLE_CHARS, text.length);
  if (isWhole && text.length <= window) return cut(redact(text), maxChars, text.length);
  // The copy is cut off from the long text, which a mere slice would keep in memory.
  const beginning = slice(` ${slice(text, 0, window)}`, 1);
  try {
    const spans = findSecrets(beginning);
    // Redaction shortens: what stood where the window ends, perhaps half a secret, must not move up before the cut.
    const judged = endOfJudged(spans, max(window - UNJUDGED_CHARS, 0));
    const safe =
      spans === undefined
        ? slice(beginning, 0, judged)
        : settle(replaceSpans(beginning, spans, MARKER, 0, judged));
    return cut(vouch(safe), maxChars, fullLength);
  } catch {
    return { text: MARKER, truncated: fullLength };
  }
}

/**
 * Redacts a text of which only the characters from `from` up to `to` are wanted; what is around them is looked at, so that a
 * secret across an edge is hidden whole. For this folder alone.
 */
export function redactPart(text: string, from: number, to: number): SafeText {
  try {
    const spans = findSecrets(text);
    if (spans === undefined) return vouch(slice(text, from, to));
    return vouch(settle(replaceSpans(text, spans, MARKER, from, to)));
  } catch {
    return MARKER;
  }
}

/** The place, or the end of the secret that stands across it. */
function endOfJudged(spans: Spans | undefined, at: number): number {
  if (spans === undefined) return at;
  for (let i = 0; i < spans.count; i += 1) {
    const end = spans.ends[i] ?? 0;
    if ((spans.starts[i] ?? 0) < at && end > at) return end;
  }
  return at;
}

/** How far behind a cut the text is still looked at: longer than any token of the shapes. */
const STRADDLE_CHARS = 4096;
/** The end of what was looked at, where a secret may be cut in two and so not be known. */
const UNJUDGED_CHARS = 2048;

/** Cuts at `maxChars`, never inside a marker (then behind it) nor between the halves of a surrogate pair (then before it). */
function cut(text: SafeText, maxChars: number, fullLength: number): Clipped {
  let end = max(maxChars, 0);
  if (text.length <= end) return { text, truncated: fullLength };
  const marker = end > 0 ? lastIndexOf(text, MARKER, end - 1) : -1;
  if (marker !== -1 && marker + MARKER.length > end) end = marker + MARKER.length;
  if (end > 0 && end < text.length) {
    const code = charCodeAt(text, end - 1);
    if (code >= 0xd800 && code <= 0xdbff) end -= 1;
  }
  return { text: vouch(slice(text, 0, end)), truncated: fullLength };
}
