import { charCodeAt, indexOf, slice } from '../base/held.ts';
import { isAt, SPACE, skip } from './characters.ts';
import { isSecretName, wordsOf } from './names.ts';
import { isPlainQuoted } from './plain-quoted.ts';
import { addSpan, type Spans } from './spans.ts';
import { backslashesAt, endOfLine, endOfQuoted, isQuote } from './value-end.ts';
import type { ValuePlace } from './value-place.ts';
import { skipColours, skipScheme } from './value-start.ts';

const LINE_FEED = 10;
const CLOSING_BRACKET = 93;
const COMMA = 44;
const MAX_BLANKS = 64;

export function hideQuoted(
  text: string,
  opening: number,
  depth: number,
  place: ValuePlace,
  spans: Spans,
): number {
  const quote = charCodeAt(text, opening);
  let start = opening + 1;
  if (depth === 0 && closesEarlier(text, opening, quote, place)) return 0;
  if (charCodeAt(text, start) === quote && charCodeAt(text, start + 1) === quote && depth === 0) {
    const mark = slice(text, opening, start + 2);
    return hideUpTo(text, start + 2, mark, place, spans);
  }
  start = skipColours(text, start);
  const end = endOfQuoted(text, start, quote, depth);
  start = skipScheme(text, start, end);
  if (end <= start || isPlainQuoted(slice(text, start, end), place.name)) return 0;
  addSpan(spans, start, end);
  return end;
}

/** Whether a quote closes what was opened before the name: `prompt('Password: ')`. */
function closesEarlier(text: string, at: number, quote: number, place: ValuePlace): boolean {
  if (place.isQuotedName || !place.isSpaced) return false;
  const next = at + 1 < text.length ? charCodeAt(text, at + 1) : LINE_FEED;
  if (
    next !== 41 &&
    next !== COMMA &&
    next !== 59 &&
    next !== CLOSING_BRACKET &&
    !isAt(text, at + 1, SPACE) &&
    next !== LINE_FEED
  ) {
    return false;
  }
  for (let i = place.nameStart - 1; i >= 0 && place.nameStart - i < MAX_BLANKS; i -= 1) {
    const code = charCodeAt(text, i);
    if (code === LINE_FEED) return false;
    if (code === quote) return true;
  }
  return false;
}

/** A value between marks of several characters, within 4,096 characters; else up to the line's end. */
export function hideUpTo(text: string, start: number, mark: string, place: ValuePlace, spans: Spans): number {
  const near = slice(text, start, start + 4096);
  const found = indexOf(near, mark);
  const end = found === -1 ? endOfLine(text, start, 0) : start + found;
  if (end <= start || isPlainQuoted(slice(text, start, end), place.name)) return 0;
  addSpan(spans, start, end);
  return end;
}

/** The quoted items of a list: `"set-cookie": ["a=b", "c=d"]`. */
export function hideList(text: string, from: number, place: ValuePlace, spans: Spans): number {
  const words = wordsOf(place.name);
  const last = words[words.length - 1] ?? '';
  // Lists of tokens are what parsers and models work on; `"secret-stack": […]` is a package.
  if (last === 'tokens' || (!isSecretName(last) && last !== 'key' && last !== 'keys')) return 0;
  let reached = 0;
  let at = from;
  while (at < text.length) {
    at = skip(text, at, SPACE, text.length);
    const depth = backslashesAt(text, at);
    const quote = charCodeAt(text, at + depth);
    if (!isQuote(quote)) break;
    const end = endOfQuoted(text, at + depth + 1, quote, depth);
    hideQuoted(text, at + depth, depth, place, spans);
    reached = end;
    at = skip(text, end + depth + 1, SPACE, text.length);
    if (charCodeAt(text, at) !== COMMA) break;
    at += 1;
  }
  return reached;
}

export function isQuoteBehindBlanks(text: string, at: number): boolean {
  const next = skip(text, at, SPACE, at + MAX_BLANKS < text.length ? at + MAX_BLANKS : text.length);
  const depth = backslashesAt(text, next);
  const code = charCodeAt(text, next + depth);
  return isQuote(code) && charCodeAt(text, next + depth + 1) !== CLOSING_BRACKET;
}
