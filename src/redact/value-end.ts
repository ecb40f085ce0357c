import { charCodeAt } from '../base/held.ts';
import { ALNUM, classesOf, NAME, SPACE } from './characters.ts';

const LINE_FEED = 10;
const RETURN = 13;
const QUOTE = 34;
const APOSTROPHE = 39;
const BACKTICK = 96;
const BACKSLASH = 92;
const ESCAPE = 27;

/** Whether a code is one of the three quotes. */
export function isQuote(code: number): boolean {
  return code === QUOTE || code === APOSTROPHE || code === BACKTICK;
}

/** How many backslashes stand from `at` on; of more than 64 no end is sought. */
export function backslashesAt(text: string, at: number): number {
  let i = at;
  while (i - at < 64 && charCodeAt(text, i) === BACKSLASH) i += 1;
  return i - at;
}

/**
 * Where a quoted value ends: before the backslashes and the quote that close what `depth` backslashes and this quote
 * opened; else at the line's end, or for a backtick at the text's. JSON within JSON has `\"` in place of `"`, and `\\\"` one deeper.
 */
export function endOfQuoted(text: string, start: number, quote: number, depth: number): number {
  let slashes = 0;
  for (let i = start; i < text.length; i += 1) {
    const code = charCodeAt(text, i);
    if (code === BACKSLASH) {
      slashes += 1;
      continue;
    }
    if (code === quote) {
      if (slashes < depth || (slashes - depth) % (2 * depth + 2) === 0) {
        return i - (slashes < depth ? slashes : depth);
      }
    } else if ((code === LINE_FEED || code === RETURN) && quote !== BACKTICK) {
      if (slashes === 0) return i;
    }
    slashes = 0;
  }
  return text.length;
}

/** Where a bare value surely ends: at a blank, a quote, a bracket, a comma or the like. */
export function endOfShort(text: string, start: number): number {
  let i = start;
  for (; i < text.length; i += 1) {
    const code = charCodeAt(text, i);
    if (isBlankEnd(text, i, code) || isStop(code) || isQuote(code)) break;
    if (code === 40 || code === 91 || code === 123) break;
  }
  return i;
}

/**
 * Where a bare value ends, `limit` at the latest, if every sign within it may belong to it: a comma ends it only where
 * something else begins.
 */
export function endOfBare(text: string, start: number, limit: number): number {
  const last = limit < text.length ? limit : text.length;
  let i = start;
  for (; i < last; i += 1) {
    const code = charCodeAt(text, i);
    if (isBlankEnd(text, i, code)) break;
    if ((isStop(code) || isQuote(code)) && i > start && endsHere(text, i, code)) break;
  }
  return i;
}

/** Where the line ends, written out as `\n` or not. */
export function endOfLine(text: string, start: number, quote: number): number {
  let i = start;
  for (; i < text.length; i += 1) {
    const code = charCodeAt(text, i);
    if (code === LINE_FEED || code === RETURN || code === ESCAPE) break;
    if (code === quote) break;
    if (code === BACKSLASH && isEscapeEnd(charCodeAt(text, i + 1))) break;
  }
  return i;
}

function isBlankEnd(text: string, at: number, code: number): boolean {
  if ((classesOf(code) & SPACE) !== 0 || code === ESCAPE || code === 0xa0) return true;
  return code === BACKSLASH && isEscapeEnd(charCodeAt(text, at + 1));
}

/** `\n`, `\r`, `\t`, `\u`, an escaped quote, or a backslash before one. */
function isEscapeEnd(next: number): boolean {
  return next === 110 || next === 114 || next === 116 || next === 117 || isQuote(next) || next === BACKSLASH;
}

/** Whether a code is one of `,` `;` `&` `)` `]` `}` `<` `>` `|`. */
export function isStop(code: number): boolean {
  switch (code) {
    case 44:
    case 59:
    case 38:
    case 41:
    case 93:
    case 125:
    case 60:
    case 62:
    case 124:
      return true;
    default:
      return false;
  }
}

/** Whether a sign ends a value: no character of a value follows, or the next `name=` does. */
export function endsHere(text: string, at: number, code: number): boolean {
  const next = at + 1 < text.length ? charCodeAt(text, at + 1) : 0;
  if (next === 0 || (classesOf(next) & SPACE) !== 0 || isStop(next) || isQuote(next)) return true;
  if (next === BACKSLASH || next === 46 || next === 58 || next === ESCAPE) return true;
  // A tag, also `</`
  if (code === 60) return next === 47 || (classesOf(next) & ALNUM) !== 0;
  if (code === 44 || code === 59 || code === 38 || code === 124) return isNameAt(text, at + 1);
  return false;
}

/** Whether `name=` or `name:` stands at a place. */
function isNameAt(text: string, at: number): boolean {
  let i = at;
  while (i - at < 40 && i < text.length && (classesOf(charCodeAt(text, i)) & NAME) !== 0) i += 1;
  const code = charCodeAt(text, i);
  return i > at && (code === 61 || code === 58);
}
