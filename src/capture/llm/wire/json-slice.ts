import { charCodeAt, indexOf, lastIndexOf, slice } from '../../../base/held.ts';
import { endOfString, isEscaped } from './json-scan.ts';

const { parse } = JSON;

const QUOTE = 34;
const COLON = 58;
const BACKSLASH = 92;
/** Deeper or longer values are not parsed: what is looked for (a model's name, counts, an error) is small. */
const MAX_VALUE_DEPTH = 32;
const MAX_VALUE_CHARS = 65_536;

/**
 * The value behind a key in a piece of JSON text that may begin and end anywhere, or `undefined` where the key is not
 * there or its value is not whole. Takes time in proportion to the text, whatever stands in it.
 * @param key As it is spelled in the text, a plain word.
 * @param which The key's first or last occurrence as a key, at whatever depth; within a string it is none.
 * @param isCutStringGiven Whether of a string that the text's end cuts off the part that is there is given.
 */
export function valueAfter(
  text: string,
  key: string,
  which: 'first' | 'last',
  isCutStringGiven = false,
): unknown {
  const at = valueAt(text, `"${key}"`, which);
  if (at < 0 || at >= text.length) return undefined;
  if (charCodeAt(text, at) !== QUOTE) return parsed(text, at, valueEnd(text, at));
  const end = endOfString(text, at);
  if (end > 0) return parsed(text, at, end);
  return isCutStringGiven ? cutString(text, at) : undefined;
}

/** Where the value begins, -1 where there is no such key. */
function valueAt(text: string, quoted: string, which: 'first' | 'last'): number {
  const isFirst = which === 'first';
  let from = isFirst ? 1 : text.length;
  for (;;) {
    const found = isFirst ? indexOf(text, quoted, from) : lastIndexOf(text, quoted, from);
    // At the very start nobody knows whether the quote was escaped.
    if (found < 1) return -1;
    // A quote behind a backslash is escaped, or closes a string (`\\"`). Any other opens one: it could only close one too, and
    // then no word would follow in JSON.
    if (charCodeAt(text, found - 1) !== BACKSLASH) {
      const colon = skipSpace(text, found + quoted.length);
      if (colon < text.length && charCodeAt(text, colon) === COLON) return skipSpace(text, colon + 1);
    }
    from = isFirst ? found + 1 : found - 1;
  }
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && isSpace(charCodeAt(text, at))) at++;
  return at;
}

function isSpace(code: number): boolean {
  return code === 32 || code === 10 || code === 13 || code === 9;
}

/** Behind an object, array, number or word; -1 where it is cut off or too much. */
function valueEnd(text: string, at: number): number {
  const limit = text.length - at > MAX_VALUE_CHARS ? at + MAX_VALUE_CHARS : text.length;
  let depth = 0;
  for (let i = at; i < limit; i++) {
    const code = charCodeAt(text, i);
    if (code === QUOTE) {
      const end = endOfString(text, i);
      if (end < 0) return -1;
      i = end - 1;
    } else if (code === 0x7b || code === 0x5b) {
      depth++;
      if (depth > MAX_VALUE_DEPTH) return -1;
    } else if (code === 0x7d || code === 0x5d) {
      // The end of what a number or a word stands in is its end.
      if (depth === 0) return i;
      depth--;
      if (depth === 0) return i + 1;
    } else if (depth === 0 && (code === 0x2c || isSpace(code))) return i;
  }
  return -1;
}

function parsed(text: string, from: number, to: number): unknown {
  if (to <= from || to - from > MAX_VALUE_CHARS) return undefined;
  try {
    return parse(slice(text, from, to));
  } catch {
    return undefined;
  }
}

/** What is there of a string that opens at `at` and whose end the text lacks; an escape that is cut off goes with it. */
export function cutString(text: string, at: number): string | undefined {
  const limit = text.length - at > MAX_VALUE_CHARS ? at + MAX_VALUE_CHARS : text.length;
  let end = limit;
  // The longest escape has six characters: the first backslash of the last ones that is not escaped itself.
  let i = limit - 6 > at ? limit - 6 : at + 1;
  if (isEscaped(text, i, at)) i++;
  while (i < limit) {
    if (charCodeAt(text, i) !== BACKSLASH) {
      i++;
      continue;
    }
    const length = i + 1 < limit && charCodeAt(text, i + 1) === 117 ? 6 : 2;
    if (i + length > limit) {
      end = i;
      break;
    }
    i += length;
  }
  try {
    return parse(`${slice(text, at, end)}"`) as string;
  } catch {
    return undefined;
  }
}
