import { charCodeAt, indexOf, setHas, slice, toLowerCase } from '../base/held.ts';
import { ALNUM, isAt, NAME, SPACE, skip, WORD } from './characters.ts';
import { isSecretName, isSecretNumberName, wordsOf } from './names.ts';
import { isPlainBare, isPlainQuoted } from './plain-value.ts';
import { addSpan, type Spans } from './spans.ts';
import {
  backslashesAt,
  endOfBare,
  endOfLine,
  endOfQuoted,
  endOfShort,
  endsHere,
  isQuote,
  isStop,
} from './value-end.ts';
import type { ValuePlace } from './value-place.ts';

const EQUALS = 61;
const COLON = 58;
const SLASH = 47;
const GREATER = 62;
const TILDE = 126;
const EXCLAMATION = 33;
const LESS = 60;
const BLANK = 32;
const TAB = 9;
const LINE_FEED = 10;
const RETURN = 13;
const ESCAPE = 27;
const BACKSLASH = 92;
const BAR = 124;
const OPENING_BRACKET = 91;
const CLOSING_BRACKET = 93;
const COMMA = 44;
const MAX_BLANKS = 64;

/** Adds the value behind the `=` or `:` at `at`; gives where it ends, or 0 if nothing there is a secret. */
export function hideAssigned(text: string, at: number, place: ValuePlace, spans: Spans): number {
  let start = at + 1;
  let isQuotedOnly = false;
  const next = charCodeAt(text, start);
  if (place.isColon) {
    if (next === COLON || (next === SLASH && charCodeAt(text, start + 1) === SLASH)) return 0;
    if (next === EQUALS) start += 1;
  } else {
    const before = charCodeAt(text, at - 1);
    const isComparison =
      next === EQUALS || before === EQUALS || before === EXCLAMATION || before === LESS || before === GREATER;
    if (next === TILDE || (isComparison && !isSecretNumberName(place.name))) return 0;
    while (charCodeAt(text, start) === EQUALS && start - at < 3) start += 1;
    if (next === GREATER) start += 1;
    isQuotedOnly = isComparison || next === GREATER;
  }
  return hideValue(text, start, place, isQuotedOnly, spans);
}

/** Adds the value that begins at `from`, behind blanks; gives where it ends, or 0 if it is no secret. */
export function hideValue(
  text: string,
  from: number,
  place: ValuePlace,
  isQuotedOnly: boolean,
  spans: Spans,
): number {
  let start = skipColours(text, skipBlanks(text, from));
  const first = charCodeAt(text, start);
  if (first === LINE_FEED || first === RETURN) {
    start = skip(text, start, SPACE, start + MAX_BLANKS < text.length ? start + MAX_BLANKS : text.length);
    if (!isQuote(charCodeAt(text, start))) return 0;
  }
  if (isQuote(charCodeAt(text, start + 1)) && isAt(text, start, ALNUM | WORD)) start += 1;
  const depth = backslashesAt(text, start);
  if (isQuote(charCodeAt(text, start + depth))) return hideQuoted(text, start + depth, depth, place, spans);
  if (startsWith(text, start, '&quot;')) return hideUpTo(text, start + 6, '&quot;', place, spans);
  if (charCodeAt(text, start) === OPENING_BRACKET && isQuotedOrBlank(text, start + 1)) {
    return hideList(text, start + 1, place, spans);
  }
  if (isQuotedOnly || start >= text.length) return 0;
  return hideBare(text, start, place, spans);
}

function hideQuoted(text: string, opening: number, depth: number, place: ValuePlace, spans: Spans): number {
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
function hideUpTo(text: string, start: number, mark: string, place: ValuePlace, spans: Spans): number {
  const near = slice(text, start, start + 4096);
  const found = indexOf(near, mark);
  const end = found === -1 ? endOfLine(text, start, 0) : start + found;
  if (end <= start || isPlainQuoted(slice(text, start, end), place.name)) return 0;
  addSpan(spans, start, end);
  return end;
}

/** The quoted items of a list: `"set-cookie": ["a=b", "c=d"]`. */
function hideList(text: string, from: number, place: ValuePlace, spans: Spans): number {
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

function isQuotedOrBlank(text: string, at: number): boolean {
  const next = skip(text, at, SPACE, at + MAX_BLANKS < text.length ? at + MAX_BLANKS : text.length);
  const depth = backslashesAt(text, next);
  const code = charCodeAt(text, next + depth);
  return isQuote(code) && charCodeAt(text, next + depth + 1) !== CLOSING_BRACKET;
}

function hideBare(text: string, from: number, place: ValuePlace, spans: Spans): number {
  const first = charCodeAt(text, from);
  if ((first === BAR || first === GREATER) && place.isColon) return hideBlock(text, from, place, spans);
  if (isStop(first) && endsHere(text, from, first)) return 0;
  const words = wordsOf(place.name);
  const last = words[words.length - 1] ?? '';
  let start = from;
  if (setHas(SCHEME_NAMES, last) || setHas(SCHEMES, toLowerCase(slice(text, start, start + 7)))) {
    start = skipScheme(text, from, text.length);
  }
  const shortEnd = endOfShort(text, start);
  const isLong = isWholeLine(text, start, shortEnd, last, place);
  const end = isLong ? endOfLine(text, start, quoteAround(text, place)) : endOfBare(text, start);
  const typed = assignedBehindType(text, shortEnd, place);
  if (typed !== 0) {
    const reached = hideValue(text, typed, place, true, spans);
    if (reached !== 0) return reached;
  }
  if (end <= start || isPlainBare(text, start, shortEnd, end, place)) return 0;
  addSpan(spans, start, end);
  return end;
}

const SCHEME_NAMES: ReadonlySet<string> = new Set(['authorization', 'auth']);
const SCHEMES: ReadonlySet<string> = new Set(['bearer ', 'basic ', 'token ', 'apikey ']);
const PHRASES: ReadonlySet<string> = new Set(['phrase', 'passphrase', 'mnemonic']);
/** Schemes whose parameters go on to the line's end. */
const LONG_SCHEMES: ReadonlySet<string> = new Set([
  'digest',
  'hawk',
  'oauth',
  'signature',
  'aws4-hmac-sha256',
]);

/** Whether all of the line is the value: cookies, phrases, and schemes with many parameters. */
function isWholeLine(
  text: string,
  start: number,
  shortEnd: number,
  last: string,
  place: ValuePlace,
): boolean {
  if (last === 'cookie' || last === 'cookies') {
    return place.isColon && indexOf(slice(text, start, shortEnd), '=') > 0;
  }
  if (setHas(PHRASES, last)) return isAt(text, start, ALNUM) && charCodeAt(text, shortEnd) === BLANK;
  if (last !== 'authorization') return false;
  return setHas(LONG_SCHEMES, toLowerCase(slice(text, start, shortEnd)));
}

/** The quote that opens right before the name, as in `-H 'Cookie: …'`, which ends the line too. */
function quoteAround(text: string, place: ValuePlace): number {
  const code = charCodeAt(text, place.nameStart - 1);
  return isQuote(code) ? code : 0;
}

/** Behind `Bearer `, `Basic ` and other words that say what follows. */
function skipScheme(text: string, start: number, end: number): number {
  const wordEnd = skip(text, start, ALNUM, start + 12 < end ? start + 12 : end);
  if (wordEnd === start || charCodeAt(text, wordEnd) !== BLANK) return start;
  if (!setHas(SKIPPED, toLowerCase(slice(text, start, wordEnd)))) return start;
  const next = skip(text, wordEnd, SPACE, wordEnd + 4 < end ? wordEnd + 4 : end);
  return next;
}

const SKIPPED: ReadonlySet<string> = new Set(['bearer', 'basic', 'token', 'apikey', 'bot', 'key']);

/** Behind the `=` of `: string = "…"`; 0 where no type with a value behind it stands. */
function assignedBehindType(text: string, shortEnd: number, place: ValuePlace): number {
  if (!place.isColon || !place.isSpaced) return 0;
  for (let i = shortEnd; i < text.length && i < shortEnd + 48; i += 1) {
    const code = charCodeAt(text, i);
    if (code === EQUALS)
      return charCodeAt(text, i + 1) === BLANK && charCodeAt(text, i - 1) === BLANK ? i + 1 : 0;
    if (code === LINE_FEED || code === COMMA || isQuote(code) || code === 59 || code === 40) return 0;
  }
  return 0;
}

/** A block of YAML: the lines below that are indented deeper than the name. */
function hideBlock(text: string, from: number, place: ValuePlace, spans: Spans): number {
  let at = from + 1;
  while (
    at < from + 4 &&
    (charCodeAt(text, at) === 45 || charCodeAt(text, at) === 43 || isAt(text, at, ALNUM))
  )
    at += 1;
  if (charCodeAt(text, at) === RETURN) at += 1;
  if (charCodeAt(text, at) !== LINE_FEED) return 0;
  const indent = indentOf(text, place.nameStart);
  let reached = 0;
  while (at < text.length) {
    const line = at + 1;
    const start = skipBlanks(text, line);
    if (start - line <= indent) break;
    const end = endOfLine(text, start, 0);
    if (end > start) addSpan(spans, start, end);
    reached = end;
    at = end;
    if (charCodeAt(text, at) === RETURN) at += 1;
    if (charCodeAt(text, at) !== LINE_FEED) break;
  }
  return reached;
}

function indentOf(text: string, nameStart: number): number {
  let line = nameStart;
  while (line > 0 && nameStart - line < MAX_BLANKS && charCodeAt(text, line - 1) !== LINE_FEED) line -= 1;
  return skipBlanks(text, line) - line;
}

function skipBlanks(text: string, from: number): number {
  let i = from;
  while (i - from < MAX_BLANKS) {
    const code = charCodeAt(text, i);
    if (code !== BLANK && code !== TAB) break;
    i += 1;
  }
  return i;
}

/** Past `ESC[33m` and blanks behind it, three times at most. */
function skipColours(text: string, from: number): number {
  let at = from;
  for (let count = 0; count < 3; count += 1) {
    const behind = skipColour(text, at);
    if (behind === at) break;
    at = skipBlanks(text, behind);
  }
  return at;
}

function skipColour(text: string, from: number): number {
  let at = from;
  if (charCodeAt(text, at) === BACKSLASH) {
    if (startsWith(text, at, '\\u001b[')) at += 6;
    else if (startsWith(text, at, '\\x1b[')) at += 4;
    else return from;
  } else if (charCodeAt(text, at) === ESCAPE) at += 1;
  else return from;
  if (charCodeAt(text, at) !== OPENING_BRACKET) return from;
  for (let i = at + 1; i - at < 16 && (isAt(text, i, ALNUM) || charCodeAt(text, i) === 59); i += 1) {
    if (charCodeAt(text, i) === 109) return i + 1;
  }
  return from;
}

function startsWith(text: string, at: number, part: string): boolean {
  return slice(text, at, at + part.length) === part;
}

/** Whether a name ends at a place: a look for the end of `NAME` characters. */
export function endOfName(text: string, from: number): number {
  return skip(text, from, NAME, from + MAX_BLANKS < text.length ? from + MAX_BLANKS : text.length);
}
