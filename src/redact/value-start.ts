import { charCodeAt, setHas, slice, toLowerCase } from '../base/held.ts';
import { ALNUM, isAt, NAME, SPACE, skip } from './characters.ts';

const BLANK = 32;
const TAB = 9;
const ESCAPE = 27;
const BACKSLASH = 92;
const OPENING_BRACKET = 91;
const MAX_BLANKS = 64;

export function skipBlanks(text: string, from: number): number {
  let i = from;
  while (i - from < MAX_BLANKS) {
    const code = charCodeAt(text, i);
    if (code !== BLANK && code !== TAB) break;
    i += 1;
  }
  return i;
}

/** Past `ESC[33m` and blanks behind it, three times at most. */
export function skipColours(text: string, from: number): number {
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

export function startsWith(text: string, at: number, part: string): boolean {
  return slice(text, at, at + part.length) === part;
}

/** Behind `Bearer `, `Basic ` and other words that say what follows. */
export function skipScheme(text: string, start: number, end: number): number {
  const wordEnd = skip(text, start, ALNUM, start + 12 < end ? start + 12 : end);
  if (wordEnd === start || charCodeAt(text, wordEnd) !== BLANK) return start;
  if (!setHas(SKIPPED, toLowerCase(slice(text, start, wordEnd)))) return start;
  const next = skip(text, wordEnd, SPACE, wordEnd + 4 < end ? wordEnd + 4 : end);
  return next;
}

const SKIPPED: ReadonlySet<string> = new Set(['bearer', 'basic', 'token', 'apikey', 'bot', 'key']);

/** Where the name that begins at a place ends, at most 64 characters on. */
export function endOfName(text: string, from: number): number {
  return skip(text, from, NAME, from + MAX_BLANKS < text.length ? from + MAX_BLANKS : text.length);
}
