import { charCodeAt } from '../../base/held.ts';

const { min } = Math;
/** The beginning tells what kind of text it is; more would cost time on hostile text. */
const MAX_JUDGED_CHARS = 100;

/** The kinds of characters at a text's beginning, as counts. */
interface Kinds {
  readonly lower: number;
  readonly upper: number;
  readonly digits: number;
  /** The longest run of letters and digits. */
  readonly longest: number;
}

function kindsOf(text: string): Kinds {
  let lower = 0;
  let upper = 0;
  let digits = 0;
  let run = 0;
  let longest = 0;
  const length = min(text.length, MAX_JUDGED_CHARS);
  for (let i = 0; i < length; i += 1) {
    const code = charCodeAt(text, i);
    if (code >= 97 && code <= 122) lower += 1;
    else if (code >= 65 && code <= 90) upper += 1;
    else if (code >= 48 && code <= 57) digits += 1;
    else {
      run = 0;
      continue;
    }
    run += 1;
    if (run > longest) longest = run;
  }
  return { lower, upper, digits, longest };
}

/**
 * Whether small letters, capitals and digits all occur, or three of each of two kinds: of random texts of base 62 with 22
 * characters one in 50,000 has neither, of words and of chains of words most.
 */
export function isMixed(secret: string): boolean {
  const { lower, upper, digits } = kindsOf(secret);
  if (lower > 0 && upper > 0 && digits > 0) return true;
  return (lower > 2 && upper > 2) || (digits > 2 && lower + upper > 2);
}

/** Whether small letters and capitals occur, three of each at least, as in a random text of letters. */
export function isMixedCase(secret: string): boolean {
  const { lower, upper } = kindsOf(secret);
  return lower > 2 && upper > 2;
}

/** Whether a text with dashes is no chain of words: some part is long, or letters of both cases and digits are mixed. */
export function isNoWordChain(secret: string): boolean {
  const { lower, upper, digits, longest } = kindsOf(secret);
  return longest >= 16 || (lower > 0 && upper > 0 && digits > 0);
}

/** Whether a word is no plain word of prose: it is long, or holds a digit or a sign, or capitals behind the first letter. */
export function isNoPlainWord(secret: string): boolean {
  const { upper, digits, longest } = kindsOf(secret);
  if (digits > 0 || longest >= 20) return true;
  const first = charCodeAt(secret, 0);
  return upper > (first >= 65 && first <= 90 ? 1 : 0);
}

/** Whether anything but digits occurs. */
export function isNoNumber(secret: string): boolean {
  return kindsOf(secret).digits < min(secret.length, MAX_JUDGED_CHARS);
}

/** Whether a text in base 64, padded, decodes to `user:password` in plain ASCII: words of prose do not. */
export function isBasicCredential(secret: string): boolean {
  if (secret.length % 4 !== 0) return false;
  let colon = false;
  let held = 0;
  let bits = 0;
  for (let i = 0; i < secret.length; i += 1) {
    const value = base64Value(charCodeAt(secret, i));
    if (value < 0) break;
    held = ((held << 6) | value) & 0xffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    const byte = (held >> bits) & 0xff;
    if (byte < 32 || byte > 126) return false;
    if (byte === 58) colon = true;
  }
  return colon;
}

function base64Value(code: number): number {
  if (code >= 65 && code <= 90) return code - 65;
  if (code >= 97 && code <= 122) return code - 71;
  if (code >= 48 && code <= 57) return code + 4;
  if (code === 43 || code === 45) return 62;
  return code === 47 || code === 95 ? 63 : -1;
}
