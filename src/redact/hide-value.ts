import { charCodeAt, indexOf, setHas, slice, toLowerCase } from '../base/held.ts';
import { ALNUM, isAt, SPACE, skip, WORD } from './characters.ts';
import { hideBlock } from './hide-block.ts';
import { hideList, hideQuoted, hideUpTo, isQuoteBehindBlanks } from './hide-quoted.ts';
import { isSecretNumberName, wordsOf } from './names.ts';
import { MAX_PLAIN_CHARS } from './plain-quoted.ts';
import { isPlainBare } from './plain-value.ts';
import { addSpan, type Spans } from './spans.ts';
import { backslashesAt, endOfBare, endOfLine, endOfShort, endsHere, isQuote, isStop } from './value-end.ts';
import type { ValuePlace } from './value-place.ts';
import { skipBlanks, skipColours, skipScheme, startsWith } from './value-start.ts';

const EQUALS = 61;
const COLON = 58;
const SLASH = 47;
const GREATER = 62;
const TILDE = 126;
const EXCLAMATION = 33;
const LESS = 60;
const BLANK = 32;
const LINE_FEED = 10;
const RETURN = 13;
const BAR = 124;
const OPENING_BRACKET = 91;
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
  if (charCodeAt(text, start) === OPENING_BRACKET && isQuoteBehindBlanks(text, start + 1)) {
    return hideList(text, start + 1, place, spans);
  }
  if (isQuotedOnly || start >= text.length) return 0;
  return hideBare(text, start, place, spans);
}

let lastName = '';
let lastNamesWord = '';

/** The last word of a name. A text names the same thing again and again, so the last answer is kept. */
function lastWordOf(name: string): string {
  if (name === lastName) return lastNamesWord;
  const words = wordsOf(name);
  lastNamesWord = words[words.length - 1] ?? '';
  // A copy: a mere slice would keep the whole text in memory.
  lastName = slice(` ${name}`, 1);
  return lastNamesWord;
}

function hideBare(text: string, from: number, place: ValuePlace, spans: Spans): number {
  const first = charCodeAt(text, from);
  if ((first === BAR || first === GREATER) && place.isColon) return hideBlock(text, from, place, spans);
  if (isStop(first) && endsHere(text, from, first)) return 0;
  const last = lastWordOf(place.name);
  let start = from;
  if (setHas(SCHEME_NAMES, last) || setHas(SCHEMES, toLowerCase(slice(text, start, start + 7)))) {
    start = skipScheme(text, from, text.length);
  }
  const shortEnd = endOfShort(text, start);
  const isLong = isWholeLine(text, start, shortEnd, last, place);
  const typed = assignedBehindType(text, shortEnd, place);
  if (typed !== 0) {
    const reached = hideValue(text, typed, place, true, spans);
    if (reached !== 0) return reached;
  }
  // A value that stays is short: one look at a long text must not be repeated by each name in it.
  const nearEnd = endOfBare(text, start, start + MAX_PLAIN_CHARS + 1);
  if (nearEnd <= start || isPlainBare(text, start, shortEnd, nearEnd, place)) return 0;
  const end = isLong ? endOfLine(text, start, quoteAround(text, place)) : endOfBare(text, start, text.length);
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
