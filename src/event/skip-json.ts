/** What is not whole JSON, or is too strange to be judged here. */
export const NOT_JSON = -1;

const MAX_DEPTH = 64;
const QUOTE = 34;
const BACKSLASH = 92;
const SPACE = 32;
const COMMA = 44;
const COLON = 58;
const OPEN_BRACE = 123;
const CLOSE_BRACE = 125;
const OPEN_BRACKET = 91;
const CLOSE_BRACKET = 93;
const MINUS = 45;
const POINT = 46;
const ZERO = 48;
const NINE = 57;
const LOWER = 32;
const LITERALS: Readonly<Record<number, Uint8Array>> = Object.fromEntries(
  ['true', 'false', 'null'].map((word) => [
    word.charCodeAt(0),
    Uint8Array.from(word, (char) => char.charCodeAt(0)),
  ]),
);
/** 1 for a quotation mark, a backslash and the control characters, which may not stand in a string. */
const MEANS: Uint8Array = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte < SPACE || byte === QUOTE || byte === BACKSLASH ? 1 : 0,
);
/** What may follow a backslash but `u`. */
const ESCAPED: readonly boolean[] = flagsOf('"\\/bfnrt');
const HEX: readonly boolean[] = flagsOf('0123456789abcdefABCDEF');

/**
 * The place behind the JSON value that begins at `at`, of which nothing is made; `NOT_JSON` unless `JSON.parse` takes it too. White space,
 * which agentlog never writes between values, is not taken, nor is what is nested deeper than 64. Costs about 1 ns a byte.
 */
export function skipJson(bytes: Uint8Array, at: number, end: number, depth: number = 0): number {
  if (at >= end) return NOT_JSON;
  const first = bytes[at] as number;
  if (first === QUOTE) return skipString(bytes, at, end);
  if (first === OPEN_BRACE) return skipObject(bytes, at, end, depth + 1);
  if (first === OPEN_BRACKET) return skipArray(bytes, at, end, depth + 1);
  if (first === MINUS || (first >= ZERO && first <= NINE)) return skipNumber(bytes, at, end);
  const literal = LITERALS[first];
  if (literal === undefined || at + literal.length > end) return NOT_JSON;
  for (let i = 1; i < literal.length; i += 1) if (bytes[at + i] !== literal[i]) return NOT_JSON;
  return at + literal.length;
}

/** The place behind the string that begins at `at` with its quotation mark, or `NOT_JSON`. */
export function skipString(bytes: Uint8Array, at: number, end: number): number {
  let i = at + 1;
  while (i < end) {
    i = skipPlain(bytes, i, end);
    if (i >= end) return NOT_JSON;
    if (bytes[i] === QUOTE) return i + 1;
    if (bytes[i] !== BACKSLASH) return NOT_JSON;
    if (ESCAPED[bytes[i + 1] ?? 0] === true) i += 2;
    else if (isHexEscape(bytes, i + 1)) i += 6;
    else return NOT_JSON;
  }
  return NOT_JSON;
}

/** The place of the first byte that means something within a string: four bytes a step, each of the three tests at once for all. */
function skipPlain(bytes: Uint8Array, at: number, end: number): number {
  let i = at;
  for (const words = viewOf(bytes); i + 4 <= end; i += 4) {
    const word = words.getInt32(i, true);
    const quote = word ^ 0x22222222;
    const backslash = word ^ 0x5c5c5c5c;
    // A byte below the one taken off borrows from its top bit (https://graphics.stanford.edu/~seander/bithacks.html#HasLessInWord).
    const found =
      ((quote - 0x01010101) & ~quote) |
      ((backslash - 0x01010101) & ~backslash) |
      ((word - 0x20202020) & ~word);
    if ((found & 0x80808080) !== 0) break;
  }
  while (i < end && MEANS[bytes[i] as number] === 0) i += 1;
  return i;
}

let viewed: Uint8Array | undefined;
let view: DataView = new DataView(new ArrayBuffer(0));

/** The same bytes, for whole words; one buffer is read many times in a row. */
function viewOf(bytes: Uint8Array): DataView {
  if (viewed !== bytes) view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  viewed = bytes;
  return view;
}

function isHexEscape(bytes: Uint8Array, at: number): boolean {
  if (bytes[at] !== 'u'.charCodeAt(0)) return false;
  for (let i = 1; i <= 4; i += 1) if (HEX[bytes[at + i] ?? 0] !== true) return false;
  return true;
}

function skipObject(bytes: Uint8Array, at: number, end: number, depth: number): number {
  if (depth > MAX_DEPTH) return NOT_JSON;
  let i = at + 1;
  if (bytes[i] === CLOSE_BRACE) return i < end ? i + 1 : NOT_JSON;
  while (i < end && bytes[i] === QUOTE) {
    i = skipString(bytes, i, end);
    if (i === NOT_JSON || bytes[i] !== COLON) return NOT_JSON;
    i = skipJson(bytes, i + 1, end, depth);
    if (i === NOT_JSON || i >= end) return NOT_JSON;
    if (bytes[i] === CLOSE_BRACE) return i + 1;
    if (bytes[i] !== COMMA) return NOT_JSON;
    i += 1;
  }
  return NOT_JSON;
}

function skipArray(bytes: Uint8Array, at: number, end: number, depth: number): number {
  if (depth > MAX_DEPTH) return NOT_JSON;
  let i = at + 1;
  if (bytes[i] === CLOSE_BRACKET) return i < end ? i + 1 : NOT_JSON;
  while (i < end) {
    i = skipJson(bytes, i, end, depth);
    if (i === NOT_JSON || i >= end) return NOT_JSON;
    if (bytes[i] === CLOSE_BRACKET) return i + 1;
    if (bytes[i] !== COMMA) return NOT_JSON;
    i += 1;
  }
  return NOT_JSON;
}

function skipNumber(bytes: Uint8Array, at: number, end: number): number {
  let i = bytes[at] === MINUS ? at + 1 : at;
  const whole = i;
  i = skipDigits(bytes, i, end);
  if (i === whole || (bytes[whole] === ZERO && i > whole + 1)) return NOT_JSON;
  if (i < end && bytes[i] === POINT) {
    const fraction = i + 1;
    i = skipDigits(bytes, fraction, end);
    if (i === fraction) return NOT_JSON;
  }
  if (i < end && ((bytes[i] as number) | LOWER) === 'e'.charCodeAt(0)) {
    i += 1;
    if (bytes[i] === MINUS || bytes[i] === '+'.charCodeAt(0)) i += 1;
    const exponent = i;
    i = skipDigits(bytes, i, end);
    if (i === exponent) return NOT_JSON;
  }
  return i;
}

function skipDigits(bytes: Uint8Array, at: number, end: number): number {
  let i = at;
  while (i < end && (bytes[i] as number) >= ZERO && (bytes[i] as number) <= NINE) i += 1;
  return i;
}

function flagsOf(chars: string): boolean[] {
  const flags = Array<boolean>(256).fill(false);
  for (const char of chars) flags[char.charCodeAt(0)] = true;
  return flags;
}
