import { charCodeAt, exec, indexOf, lastIndexOf, slice } from '../base/held.ts';
import { isSecretName, isSecretNumberName } from './names.ts';
import { MIN_SHAPE_CHARS, SECRET_SHAPES, type SecretShape } from './patterns.ts';
import { ownWord, type SafeText, vouch } from './safe-text.ts';

const { max, min } = Math;

/** Stands in a text where a secret was. */
export const MARKER: SafeText = ownWord('***REDACTED***');

/**
 * Gives the text with every secret in it replaced by the marker; what is around a secret stays.
 * A text without a secret comes back as it is. Never throws: a text that cannot be judged becomes the marker.
 * Runs no method that a program could have patched; a short clean text costs well under a microsecond.
 */
export function redact(text: string): SafeText {
  try {
    return vouch(redactShapes(redactNamed(text)));
  } catch {
    return MARKER;
  }
}

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
 */
export function clip(text: string, maxChars: number): Clipped {
  if (text.length <= maxChars) return { text: redact(text) };
  const window = maxChars + STRADDLE_CHARS;
  if (text.length <= window) return cut(redact(text), maxChars, text.length);
  // The copy is cut off from the long text, which a mere slice would keep in memory.
  const safe = redact(slice(` ${slice(text, 0, window)}`, 1));
  // Redaction shortens: what stood where the window ends, perhaps half a secret, must not move up before the cut.
  const marker = lastIndexOf(safe, MARKER);
  const behindMarker = marker === -1 ? safe.length : safe.length - marker - MARKER.length;
  const judgedWhole = safe.length - min(behindMarker, UNJUDGED_CHARS);
  return cut(safe, min(judgedWhole, maxChars), text.length);
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

/** What comes before a value: `name = `, `"name": `, `NAME=`; the name's own quotes may be escaped, as in JSON within JSON. */
const NAME =
  /(?<![A-Za-z0-9_.]|[A-Za-z0-9_.]-)([A-Za-z_][A-Za-z0-9_.-]{1,60})\\?["']?[ \t]{0,8}[:=][ \t]{0,8}/g;
/** An unquoted value. */
const BARE = /[^\s"'`,;&}\])]{3,}/y;
const SCHEME = /(?:Bearer|Basic) {1,4}/iy;

function redactNamed(text: string): string {
  if (indexOf(text, '=') === -1 && indexOf(text, ':') === -1) return text;
  let safe = '';
  let done = 0;
  NAME.lastIndex = 0;
  for (let found = exec(NAME, text); found !== null; found = exec(NAME, text)) {
    // Only a secret's value is stepped over: in `https://host/?token=…` the name that counts is the second one.
    if (!isSecretName(found[1] ?? '')) continue;
    let start = NAME.lastIndex + quoteLength(text, NAME.lastIndex);
    const isQuoted = start > NAME.lastIndex;
    // "Authorization: Bearer …" keeps its scheme.
    SCHEME.lastIndex = start;
    if (exec(SCHEME, text) !== null) start = SCHEME.lastIndex;
    const end = isQuoted ? endOfQuoted(text, start, NAME.lastIndex) : endOfBare(text, start);
    if (end === start) continue;
    if (!isQuoted && holdsNoSecret(found[1] ?? '', text, start, end)) continue;
    safe += slice(text, done, start) + MARKER;
    done = end;
    NAME.lastIndex = end;
  }
  return done === 0 ? text : safe + slice(text, done);
}

const QUOTE = 34;
const APOSTROPHE = 39;
const BACKSLASH = 92;

/** 1 for an opening quote, 2 for an escaped one, 0 for none. */
function quoteLength(text: string, at: number): number {
  const first = charCodeAt(text, at);
  if (first === QUOTE || first === APOSTROPHE) return 1;
  const second = first === BACKSLASH ? charCodeAt(text, at + 1) : 0;
  return second === QUOTE || second === APOSTROPHE ? 2 : 0;
}

/** Where a quoted value ends: before the quote that opened it, escaped or not as that was, or at the line's end. */
function endOfQuoted(text: string, start: number, opening: number): number {
  const isEscaped = charCodeAt(text, opening) === BACKSLASH;
  const quote = charCodeAt(text, isEscaped ? opening + 1 : opening);
  let i = start;
  for (; i < text.length; i += 1) {
    const code = charCodeAt(text, i);
    if (code === quote || code === 10 || code === 13) return i;
    if (code === BACKSLASH) {
      if (isEscaped && charCodeAt(text, i + 1) === quote) return i;
      i += 1;
    }
  }
  return text.length;
}

/** Whether an unquoted value is a number under a name that numbers are no secret under, or says that there is none. */
function holdsNoSecret(name: string, text: string, start: number, end: number): boolean {
  if (end - start > MAX_PLAIN_CHARS) return false;
  const value = slice(text, start, end);
  return exec(NOTHING, value) !== null || (exec(NUMBER, value) !== null && !isSecretNumberName(name));
}

const MAX_PLAIN_CHARS = 24;
const NOTHING = /^(?:null|undefined|true|false)$/;
const NUMBER = /^-?[0-9]+(?:\.[0-9]*)?$/;

function endOfBare(text: string, start: number): number {
  BARE.lastIndex = start;
  return exec(BARE, text) === null ? start : BARE.lastIndex;
}

function redactShapes(text: string): string {
  let safe = text;
  for (let i = 0; i < SECRET_SHAPES.length && safe.length >= MIN_SHAPE_CHARS; i += 1) {
    const shape = SECRET_SHAPES[i];
    if (shape !== undefined) safe = redactShape(safe, shape);
  }
  return safe;
}

function redactShape(text: string, { pattern, needs, mayMatch, accepts }: SecretShape): string {
  if (needs !== undefined && indexOf(text, needs) === -1) return text;
  if (mayMatch !== undefined && !mayMatch(text)) return text;
  let safe = '';
  let done = 0;
  pattern.lastIndex = 0;
  for (let found = exec(pattern, text); found !== null; found = exec(pattern, text)) {
    if (accepts !== undefined && !accepts(found[0])) continue;
    safe += slice(text, done, found.index) + MARKER;
    done = found.index + found[0].length;
  }
  return done === 0 ? text : safe + slice(text, done);
}
