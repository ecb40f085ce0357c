import { charCodeAt } from '../base/held.ts';

/** A letter, a digit, `_` or `-`: what keys and identifiers are made of. */
export const RUN = 1;
/** A letter or a digit. */
export const ALNUM = 2;
/** A digit. */
export const DIGIT = 4;
/** Blank, tab or the end of a line. */
export const SPACE = 8;
/** What may stand in a name: a run's characters, `.` and `$`. */
export const NAME = 16;
/** What joins two parts of one token: `.`, `:`, `/`, `+`, `=`, `~`, `%`. */
export const JOINT = 32;
/** A letter, a digit or `_`: before one of these no word begins. */
export const WORD = 64;
/** An upper-case letter. */
export const UPPER = 128;

/** The classes of each ASCII character; a character beyond has none. */
const CLASSES: Uint8Array = new Uint8Array(128);
for (let code = 0; code < 128; code += 1) {
  const char = String.fromCharCode(code);
  let classes = 0;
  if (/[A-Za-z0-9]/.test(char)) classes |= ALNUM;
  if (/[A-Za-z0-9_-]/.test(char)) classes |= RUN;
  if (/\w/.test(char)) classes |= WORD;
  if (/[0-9]/.test(char)) classes |= DIGIT;
  if (/[A-Z]/.test(char)) classes |= UPPER;
  if (/\s/.test(char)) classes |= SPACE;
  if (/[A-Za-z0-9_.$-]/.test(char)) classes |= NAME;
  if (/[.:/+=~%]/.test(char)) classes |= JOINT;
  CLASSES[code] = classes;
}

/** The classes that a character code belongs to, as bits. */
export function classesOf(code: number): number {
  return code < 128 ? (CLASSES[code] ?? 0) : 0;
}

/** Whether the character at a place of a text belongs to one of the classes; beyond the text none does. */
export function isAt(text: string, at: number, classes: number): boolean {
  return at >= 0 && at < text.length && (classesOf(charCodeAt(text, at)) & classes) !== 0;
}

/** The first place from `at` on, and before `end`, whose character is of none of the classes. */
export function skip(text: string, at: number, classes: number, end: number): number {
  let i = at;
  while (i < end && (classesOf(charCodeAt(text, i)) & classes) !== 0) i += 1;
  return i;
}

/** The first place of the row of characters of these classes that ends before `at`; not before `floor`. */
export function skipBack(text: string, at: number, classes: number, floor: number): number {
  let i = at;
  while (i > floor && (classesOf(charCodeAt(text, i - 1)) & classes) !== 0) i -= 1;
  return i;
}
