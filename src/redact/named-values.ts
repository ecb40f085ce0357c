import { charCodeAt, setHas, slice, toLowerCase } from '../base/held.ts';
import { ALNUM, DIGIT, isAt, NAME, SPACE, skipBack, UPPER } from './characters.ts';
import { hideAssigned, hideValue } from './hide-value.ts';
import { hideKeyBefore } from './key-end.ts';
import { type NamePlace, readNameBefore } from './name-before.ts';
import { isSecretName, wordsOf } from './names.ts';
import { isPlainQuoted } from './plain-quoted.ts';
import { addSpan, type Spans } from './spans.ts';
import { isQuote } from './value-end.ts';
import type { ValuePlace } from './value-place.ts';
import { endOfName } from './value-start.ts';

const EQUALS = 61;
const COLON = 58;
const BLANK = 32;
const TAB = 9;
const DASH = 45;

/** Adds the value behind the sign of `NAME=` or `name:` at a place, if the name announces a secret; gives where to go on. */
export function findNamed(text: string, at: number, spans: Spans): number {
  const end = hideAt(text, at, spans);
  return end > at ? end : at + 1;
}

function hideAt(text: string, at: number, spans: Spans): number {
  const found: NamePlace = { start: 0, end: 0, quote: 0 };
  if (readNameBefore(text, endOfOperand(text, at), found)) return hideNamed(text, at, found, spans);
  return isValueWord(text, found) ? hideValueOfPair(text, at, found, spans) : 0;
}

/** Before the signs that belong to the separator: `+=`, `||=`, `??=`, `:=`, `==`. */
function endOfOperand(text: string, at: number): number {
  if (charCodeAt(text, at) === COLON) return at;
  let end = at;
  while (end > 0 && at - end < 3) {
    const code = charCodeAt(text, end - 1);
    if (
      code !== 43 &&
      code !== 124 &&
      code !== 63 &&
      code !== 38 &&
      code !== 33 &&
      code !== EQUALS &&
      code !== COLON
    )
      break;
    end -= 1;
  }
  return end;
}

function hideNamed(text: string, at: number, found: NamePlace, spans: Spans): number {
  const name = slice(text, found.start, found.end);
  if (!isSecretName(name)) return 0;
  return hideAssigned(text, at, placeAt(text, at, name, found), spans);
}

function placeAt(text: string, at: number, name: string, found: NamePlace): ValuePlace {
  return {
    name,
    nameStart: found.start,
    isSpaced: isBlank(text, at + 1) || isBlank(text, at - 1),
    isColon: charCodeAt(text, at) === COLON,
    isQuotedName: found.quote !== 0,
  };
}

function isBlank(text: string, at: number): boolean {
  const code = charCodeAt(text, at);
  return code === BLANK || code === TAB;
}

/** Whether what stands before the separator is `value` or `Value`. */
function isValueWord(text: string, { start, end }: NamePlace): boolean {
  return end - start === 5 && toLowerCase(slice(text, start, end)) === 'value';
}

/** Fields that hold the name of the value in the next field: `{ name: 'API_KEY', value: '…' }`. */
const NAMING: ReadonlySet<string> = new Set(['name', 'key', 'header', 'field', 'variable']);
const MAX_GAP = 60;

function hideValueOfPair(text: string, at: number, value: NamePlace, spans: Spans): number {
  let end = value.start;
  const floor = end > MAX_GAP ? end - MAX_GAP : 0;
  while (end > floor && !isAt(text, end - 1, ALNUM)) end -= 1;
  const start = skipBack(text, end, NAME, end > 80 ? end - 80 : 0);
  const name = slice(text, start, end);
  if (start === end || !isSecretName(name)) return 0;
  let separator = start;
  while (separator > 0 && start - separator < 6 && !isAt(text, separator - 1, ALNUM)) {
    separator -= 1;
    const code = charCodeAt(text, separator);
    if (code === COLON || code === EQUALS) {
      const found: NamePlace = { start: 0, end: 0, quote: 0 };
      readNameBefore(text, separator, found);
      const words = wordsOf(slice(text, found.start, found.end));
      if (!setHas(NAMING, words[words.length - 1] ?? '')) return 0;
      return hideAssigned(text, at, placeAt(text, at, name, value), spans);
    }
  }
  return 0;
}

/** Adds the value behind a quoted name and the comma at a place: `['Authorization', '…']`, `("--password", "…")`; gives where to go on. */
export function findPaired(text: string, at: number, spans: Spans): number {
  const found: NamePlace = { start: 0, end: 0, quote: 0 };
  if (!readNameBefore(text, at, found)) return at + 1;
  const name = slice(text, found.start, found.end);
  if (!isSecretName(name) || isListOfNames(text, at + 1)) return at + 1;
  const place = { name, nameStart: found.start, isSpaced: true, isColon: false, isQuotedName: true };
  const end = hideValue(text, at + 1, place, true, spans);
  return end > at ? end : at + 1;
}

/** Whether the next quoted word is a plain word or a secret's name: then the two are in a list of names. */
function isListOfNames(text: string, from: number): boolean {
  let start = from;
  while (start - from < MAX_GAP && isAt(text, start, SPACE)) start += 1;
  while (start - from < MAX_GAP && charCodeAt(text, start) === 92) start += 1;
  const quote = charCodeAt(text, start);
  if (!isQuote(quote)) return true;
  const end = endOfName(text, start + 1);
  const word = slice(text, start + 1, end);
  if (charCodeAt(text, end) !== quote) return isProse(text, start + 1);
  return isSecretName(word) || (end - start < 28 && !hasDigit(word) && charCodeAt(text, end + 1) !== 93);
}

/** Whether two blanks stand in a quoted text, as in a message: `('UNEXPECTED_TOKEN', 'a word too many')`. */
function isProse(text: string, start: number): boolean {
  let blanks = 0;
  for (let i = start; i - start < 80 && !isQuote(charCodeAt(text, i)); i += 1) {
    if (charCodeAt(text, i) === BLANK) blanks += 1;
  }
  return blanks > 1;
}

function hasDigit(text: string): boolean {
  for (let i = 0; i < text.length; i += 1) if (isAt(text, i, DIGIT)) return true;
  return false;
}

/** Adds the value behind the flag of a command line that a dash begins: `--password VALUE`, `-token VALUE`; gives where to go on. */
export function findFlagged(text: string, at: number, spans: Spans): number {
  let next = at + 1;
  while (charCodeAt(text, next) === DASH) next += 1;
  if (next - at === 5) hideKeyBefore(text, at, spans);
  if (next - at > 2 || isAt(text, at - 1, NAME) || !isAt(text, next, ALNUM)) return next;
  const end = endOfName(text, next);
  if (!isBlank(text, end) || end - next <= 2) return next;
  const name = slice(text, next, end);
  const reached = isSecretName(name) ? hideFlagValue(text, name, next, end, spans) : 0;
  return reached > end ? reached : end;
}

function hideFlagValue(text: string, name: string, start: number, end: number, spans: Spans): number {
  let value = end;
  while (value - end < 8 && isBlank(text, value)) value += 1;
  if (charCodeAt(text, value) === DASH || isMetavariable(text, value)) return 0;
  const place = { name, nameStart: start, isSpaced: true, isColon: false, isQuotedName: false };
  return hideValue(text, value, place, false, spans);
}

/** `--token TOKEN`, as a help text has it. */
function isMetavariable(text: string, start: number): boolean {
  const end = endOfName(text, start);
  for (let i = start; i < end; i += 1) {
    const code = charCodeAt(text, i);
    if (code !== 95 && code !== DASH && !isAt(text, i, UPPER)) return false;
  }
  return end > start && end - start < 16;
}

/** Adds the content of the element that ends with the `</` at a place, if it has a secret's name: `<password>…</password>`. */
export function findTagged(text: string, at: number, spans: Spans): void {
  const found: NamePlace = { start: 0, end: 0, quote: 0 };
  const end = endOfName(text, at + 2);
  if (charCodeAt(text, end) !== 62 || !readNameBefore(text, end, found)) return;
  const name = slice(text, at + 2, end);
  if (!isSecretName(name)) return;
  const floor = at > 4096 ? at - 4096 : 0;
  let start = at;
  while (start > floor && charCodeAt(text, start - 1) !== 62) start -= 1;
  if (start > floor) hideContent(text, start, at, name, spans);
}

function hideContent(text: string, start: number, end: number, name: string, spans: Spans): void {
  const value = slice(text, start, end);
  if (!isPlainQuoted(value, name)) addSpan(spans, start, end);
}
