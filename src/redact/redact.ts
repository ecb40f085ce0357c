import { isSecretName } from './names.ts';
import { SECRET_SHAPES } from './patterns.ts';
import { ownWord, type SafeText, vouch } from './safe-text.ts';

/** Stands in a text where a secret was. */
export const MARKER: SafeText = ownWord('***REDACTED***');

/**
 * Gives the text with every secret in it replaced by the marker; what is around a secret stays.
 * A text without a secret comes back as it is. Never throws: a text that cannot be judged becomes the marker.
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
 * Redacts a text and cuts it to `maxChars`. Of a long text only the beginning is looked at, far enough
 * beyond the cut that a secret which straddles it is hidden whole: the cost does not grow with the text.
 */
export function clip(text: string, maxChars: number): Clipped {
  if (text.length <= maxChars) return { text: redact(text) };
  const window = redact(text.slice(0, maxChars + STRADDLE_CHARS));
  return { text: cut(window, maxChars), truncated: text.length };
}

/** How far behind a cut the text is still looked at: longer than any token of the shapes. */
const STRADDLE_CHARS = 4096;

/** Cuts at `maxChars` or just before, never inside a marker nor between the halves of a surrogate pair. */
function cut(text: SafeText, maxChars: number): SafeText {
  let end = maxChars;
  const marker = text.lastIndexOf(MARKER, end - 1);
  if (marker !== -1 && marker + MARKER.length > end) end = marker + MARKER.length;
  const code = text.charCodeAt(end - 1);
  if (code >= 0xd800 && code <= 0xdbff) end -= 1;
  return vouch(text.slice(0, end));
}

/** `name = value`, `"name": "value"`, `NAME=value`; the name's own quotes may be escaped, as in JSON within JSON. */
const NAMED_VALUE =
  /(?<![A-Za-z0-9_.-])([A-Za-z_][A-Za-z0-9_.-]{1,60})(\\?["']?[ \t]{0,8}[:=][ \t]{0,8})(?:(\\?["'])([^"'\\\r\n]{1,4096})(?=\\?["'])|([^\s"'`,;&}\])]{3,4096}))/g;

function redactNamed(text: string): string {
  if (!text.includes('=') && !text.includes(':')) return text;
  return text.replace(
    NAMED_VALUE,
    (whole, name: string, link: string, quote: string | undefined, quoted?: string, bare?: string) => {
      if (!isSecretName(name)) return whole;
      // "Authorization: Bearer …" is left to the shape, which keeps the scheme.
      if (bare !== undefined && /^(Bearer|Basic)$/i.test(bare)) return whole;
      if (bare === undefined && /^Bearer /.test(quoted ?? '')) return whole;
      return `${name}${link}${quote ?? ''}${MARKER}`;
    },
  );
}

function redactShapes(text: string): string {
  let safe = text;
  for (const shape of SECRET_SHAPES) {
    if (shape.needs !== undefined && !safe.includes(shape.needs)) continue;
    if (safe.length < MIN_SHAPE_CHARS) continue;
    safe = safe.replace(shape.pattern, (found) => (shape.accepts?.(found) === false ? found : MARKER));
  }
  return safe;
}

/** The shortest text that can hold a shape: `Bearer ` and eight characters. */
const MIN_SHAPE_CHARS = 15;
