import { charCodeAt, setHas, slice, toLowerCase } from '../base/held.ts';
import { ALNUM, classesOf, DIGIT, NAME, skipBack } from './characters.ts';

/** A name that stands before a place of a text. Both are 0 where none does. */
export interface NamePlace {
  start: number;
  end: number;
  /** The code of the quote that stood around it, or 0. */
  quote: number;
}

/** Three letters that every secret name holds one of: names without one, which is nearly all, are not even cut out. */
const HINTS =
  'pas pwd psw key tok ecr cre ede uth pin otp cvv cvc jwt ook bea sig ssn sid mne cod nsw phr _pw wtk'.split(
    ' ',
  );
/** A bit for each three letters. */
const HINTED: Uint8Array = new Uint8Array((1 << 15) >> 3);
for (const hint of HINTS) {
  const hash = hashOf(hint.charCodeAt(0), hint.charCodeAt(1), hint.charCodeAt(2));
  HINTED[hash >> 3] = (HINTED[hash >> 3] ?? 0) | (1 << (hash & 7));
}

function hashOf(first: number, second: number, third: number): number {
  return ((first & 31) << 10) | ((second & 31) << 5) | (third & 31);
}

const MAX_NAME_CHARS = 80;
const MAX_BLANKS = 8;
const BLANK = 32;
const TAB = 9;
const QUOTE = 34;
const APOSTROPHE = 39;
const BACKTICK = 96;
const BACKSLASH = 92;
const CLOSING_BRACKET = 93;
const OPENING_BRACKET = 91;
const QUESTION = 63;
const EXCLAMATION = 33;
const PERCENT = 37;
const SEMICOLON = 59;
const LOWER_M = 109;
const ESCAPE = 27;

const NOT_IN_NAME = 255;
/** For each ASCII character of a name the five bits that `hashOf` takes of it. */
const LETTERS: Uint8Array = new Uint8Array(128);
for (let code = 0; code < 128; code += 1)
  LETTERS[code] = (classesOf(code) & NAME) === 0 ? NOT_IN_NAME : code & 31;

/**
 * Whether the name before `at` may be a secret's, at a glance. What is not plainly a name without a hint is for `readNameBefore` to tell. The codes
 * are those of the text's characters, of at least 96 before `at`, or of all.
 */
export function mayBeSecretName(codes: Uint8Array, at: number): boolean {
  let i = at - 1;
  if (i < 0) return false;
  let code = codes[i] as number;
  if (code === BLANK && i > 0) {
    i -= 1;
    code = codes[i] as number;
  }
  // The rest of `==` and `===`
  if (code === 61) return false;
  if ((code === QUOTE || code === APOSTROPHE) && i > 0) {
    i -= 1;
    code = codes[i] as number;
  }
  if (LETTERS[code] === NOT_IN_NAME) return i > 0;
  const end = i;
  const floor = i > MAX_NAME_CHARS ? i - MAX_NAME_CHARS : 0;
  let hash = 0;
  for (; i >= floor; i -= 1) {
    code = codes[i] as number;
    const letter = LETTERS[code] as number;
    if (letter === NOT_IN_NAME) break;
    hash = (hash >> 5) | (letter << 10);
    if (((HINTED[hash >> 3] as number) & (1 << (hash & 7))) !== 0) return true;
  }
  const length = end - i;
  // `pw`, `value`, `[0m` of a colour
  if (length === 2)
    return isShortName(codes[i + 1] as number, codes[i + 2] as number) || (codes[end] as number) === LOWER_M;
  return length < 6 && isValueOrColour(codes, i + 1, end);
}

function isValueOrColour(codes: Uint8Array, start: number, end: number): boolean {
  if ((codes[end] as number) === LOWER_M) return true;
  return end - start === 4 && (codes[start + 2] as number) === 108 && ((codes[start] as number) | 32) === 118;
}

/**
 * Finds the name that ends before `at`, past blanks, its quote, a bracket and a `?`, and says whether it may be a secret's:
 * a quick look that lets none through that is. Fills `place`.
 */
export function readNameBefore(text: string, at: number, place: NamePlace): boolean {
  let end = skipBlanksBack(text, at);
  end = skipColoursBack(text, end);
  const mark = charCodeAt(text, end - 1);
  if (mark === QUESTION || mark === EXCLAMATION) end -= 1;
  if (charCodeAt(text, end - 1) === CLOSING_BRACKET) {
    end -= 1;
    // `char password[] =`
    if (charCodeAt(text, end - 1) === OPENING_BRACKET) end -= 1;
  }
  place.quote = 0;
  const quote = charCodeAt(text, end - 1);
  if (quote === QUOTE || quote === APOSTROPHE || quote === BACKTICK) {
    place.quote = quote;
    end -= 1;
    while (end > 0 && charCodeAt(text, end - 1) === BACKSLASH && at - end < MAX_NAME_CHARS) end -= 1;
    end = skipColoursBack(text, end);
  }
  const floor = end > MAX_NAME_CHARS ? end - MAX_NAME_CHARS : 0;
  let start = end;
  let isHinted = false;
  let hash = 0;
  while (start > floor) {
    const code = charCodeAt(text, start - 1);
    if ((classesOf(code) & NAME) === 0) break;
    hash = ((hash >> 5) | ((code & 31) << 10)) & 0x7fff;
    if (((HINTED[hash >> 3] as number) & (1 << (hash & 7))) !== 0) isHinted = true;
    start -= 1;
  }
  place.end = end;
  place.start = start;
  if (end - start === 2) return isShortName(charCodeAt(text, start), charCodeAt(text, start + 1));
  if (!isHinted) return false;
  place.start = withoutEscape(text, withoutColour(text, start, end), end);
  place.start = withFirstWord(text, place.start, end);
  return place.end > place.start;
}

/** `pw` */
function isShortName(first: number, second: number): boolean {
  return (first | 32) === 112 && (second | 32) === 119;
}

function skipBlanksBack(text: string, at: number): number {
  let end = at;
  while (end > 0 && at - end < MAX_BLANKS) {
    const code = charCodeAt(text, end - 1);
    if (code !== BLANK && code !== TAB) break;
    end -= 1;
  }
  return end;
}

/** Past the colours of a terminal, three at most, that end before `end`: `ESC[0m`. */
function skipColoursBack(text: string, end: number): number {
  let at = end;
  for (let count = 0; count < 3; count += 1) {
    const before = skipColourBack(text, at);
    if (before === at) break;
    at = before;
  }
  return at;
}

function skipColourBack(text: string, end: number): number {
  if (charCodeAt(text, end - 1) !== LOWER_M) return end;
  const floor = end > 12 ? end - 12 : 0;
  let i = end - 1;
  while (i > floor && isColourPart(charCodeAt(text, i - 1))) i -= 1;
  if (charCodeAt(text, i - 1) !== OPENING_BRACKET) return end;
  if (charCodeAt(text, i - 2) === ESCAPE) return i - 2;
  // Written out: \u001b[0m, \x1b[0m, \e[0m, \033[0m
  for (let back = 3; back <= 7; back += 1) {
    if (charCodeAt(text, i - back) === BACKSLASH) return i - back;
  }
  return end;
}

function isColourPart(code: number): boolean {
  return (code >= 48 && code <= 57) || code === SEMICOLON;
}

/** Of `[32mpassword` the name begins behind the colour. */
function withoutColour(text: string, start: number, end: number): number {
  const before = charCodeAt(text, start - 1);
  if (before !== OPENING_BRACKET && before !== SEMICOLON) return start;
  let i = start;
  while (i < end && (classesOf(charCodeAt(text, i)) & DIGIT) !== 0) i += 1;
  return i < end && i - start < 4 && charCodeAt(text, i) === LOWER_M ? i + 1 : start;
}

/** Of `\npassword` and `%26password` the name begins behind the escape. */
function withoutEscape(text: string, start: number, end: number): number {
  const before = charCodeAt(text, start - 1);
  if (before === PERCENT) return end - start > 2 ? start + 2 : start;
  if (before !== BACKSLASH) return start;
  const first = charCodeAt(text, start);
  if (first === 117) return end - start > 5 ? start + 5 : start;
  if (first === 120) return end - start > 3 ? start + 3 : start;
  return first === 110 || first === 114 || first === 116 ? start + 1 : start;
}

/** Last words that mean nothing without the word before: `API key: …`. */
const SECOND_WORDS: ReadonlySet<string> = new Set([
  'key',
  'code',
  'phrase',
  'tokens',
  'codes',
  'string',
  'id',
]);

function withFirstWord(text: string, start: number, end: number): number {
  if (end - start > 6 || start < 3 || charCodeAt(text, start - 1) !== BLANK) return start;
  if (!setHas(SECOND_WORDS, toLowerCase(slice(text, start, end)))) return start;
  return skipBack(text, start - 1, ALNUM, start > 20 ? start - 20 : 0);
}
