import { charCodeAt } from '../../base/held.ts';

/**
 * Whether a word may begin at `at`: no letter, digit or `_` stands in front of it. The end of an escape is no letter:
 * of `\n`, `\u0022` and `%3D`, of what begins a colour in a terminal, and of `\u001b[31m` written out.
 */
export function isBorder(text: string, at: number): boolean {
  if (at <= 0) return true;
  if (!isWordCode(charCodeAt(text, at - 1))) return true;
  return endsEscape(text, at) || endsColour(text, at);
}

function isWordCode(code: number): boolean {
  return isDigit(code) || (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === UNDERSCORE;
}

const UNDERSCORE = 95;
const BACKSLASH = 92;
const PERCENT = 37;
const ESCAPE = 27;
const OPENING = 91;
const SEMICOLON = 59;
const LOWER_M = 109;
const LOWER_U = 117;
const LOWER_X = 120;

function endsEscape(text: string, at: number): boolean {
  const code = charCodeAt(text, at - 1);
  if (charCodeAt(text, at - 2) === BACKSLASH) return isEscapeLetter(code);
  if (!isHex(code) || !isHex(charCodeAt(text, at - 2))) return false;
  const third = charCodeAt(text, at - 3);
  if (third === PERCENT) return true;
  if (third === LOWER_X) return charCodeAt(text, at - 4) === BACKSLASH;
  return (
    isHex(third) &&
    isHex(charCodeAt(text, at - 4)) &&
    charCodeAt(text, at - 5) === LOWER_U &&
    charCodeAt(text, at - 6) === BACKSLASH
  );
}

/** Of `\b \f \n \r \t \v` and `\0`. */
function isEscapeLetter(code: number): boolean {
  return (
    code === 98 || code === 102 || code === 110 || code === 114 || code === 116 || code === 118 || code === 48
  );
}

/** Longer than any colour that is used: `[38;2;255;255;255m`. */
const MAX_COLOUR_CHARS = 24;

function endsColour(text: string, at: number): boolean {
  if (charCodeAt(text, at - 1) !== LOWER_M) return false;
  let i = at - 2;
  const first = at - MAX_COLOUR_CHARS;
  while (i > 0 && i > first && (isDigit(charCodeAt(text, i)) || charCodeAt(text, i) === SEMICOLON)) i -= 1;
  if (charCodeAt(text, i) !== OPENING) return false;
  return charCodeAt(text, i - 1) === ESCAPE || endsEscape(text, i);
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function isHex(code: number): boolean {
  return isDigit(code) || (code >= 97 && code <= 102) || (code >= 65 && code <= 70);
}
