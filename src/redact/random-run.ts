import { charCodeAt, indexOf, setHas, slice } from '../base/held.ts';
import { ALNUM, classesOf, DIGIT, isAt, JOINT, NAME, RUN, skip, skipBack, UPPER } from './characters.ts';
import { wordsOf } from './names.ts';

const { log2, min } = Math;

/** So many letters and digits in a row may be a secret of a shape that nobody has named. */
export const MIN_RANDOM_CHARS = 32;
/** More of a run tells nothing new about it. */
const MAX_JUDGED_CHARS = 256;
/** So much around a run tells what it is. */
const MAX_AROUND_CHARS = 200;
/** A token of base 64 that is longer is a file or an image; a key is shorter. */
const MAX_BASE64_KEY_CHARS = 128;

/**
 * Whether a run of 32 letters and digits or more is a secret: it looks drawn at random, and does not stand where
 * checksums, ids, paths and files do.
 */
export function isRandomSecret(text: string, start: number, end: number): boolean {
  // The head of a token in a text that says `eyJhbG…...`
  if (slice(text, start, start + 3) === 'eyJ' && slice(text, end, end + 3) === '...') return false;
  // `0x` and hexadecimal
  const from = charCodeAt(text, start) === 48 && charCodeAt(text, start + 1) === 120 ? start + 2 : start;
  return looksRandom(text, from, min(end, start + MAX_JUDGED_CHARS)) && !isInItsPlace(text, start, end);
}

const counts: Uint16Array = new Uint16Array(128);

/**
 * Letters and digits well mixed, and no plain hexadecimal, which is how checksums, git's object names and trace ids
 * are written.
 */
function looksRandom(text: string, start: number, end: number): boolean {
  for (let code = 0; code < 128; code += 1) counts[code] = 0;
  const length = end - start;
  let digits = 0;
  let uppers = 0;
  let beyondHex = 0;
  let changes = 0;
  let before = -1;
  let inWord = 0;
  let hasVowel = false;
  let wordChars = 0;
  for (let i = start; i < end; i += 1) {
    const code = charCodeAt(text, i);
    counts[code] = (counts[code] ?? 0) + 1;
    const kind = classesOf(code) & (DIGIT | UPPER);
    if (kind === DIGIT) digits += 1;
    else {
      if (kind === UPPER) uppers += 1;
      if ((code | 32) > 102) beyondHex += 1;
    }
    if (kind !== before) {
      if (inWord >= 3 && hasVowel) wordChars += inWord;
      inWord = 0;
      hasVowel = false;
    }
    if (kind === 0) {
      inWord += 1;
      if (isVowel(code)) hasVowel = true;
    }
    if (kind !== before && before !== -1) changes += 1;
    before = kind;
  }
  if (inWord >= 3 && hasVowel) wordChars += inWord;
  const letters = length - digits;
  if (digits === 0 || letters < 4 || beyondHex === 0) return false;
  const hasBothCases = uppers > 1 && uppers < letters - 1;
  // camelCase is words of three small letters and more, a vowel in them: half of it and more; of drawn letters a tenth is.
  if (hasBothCases ? wordChars * 2 > length || changes * 5 < length : digits < 2 || changes < 4) return false;
  return entropyPerChar(length) >= MIN_RANDOM_BITS;
}

function isVowel(code: number): boolean {
  return code === 97 || code === 101 || code === 105 || code === 111 || code === 117 || code === 121;
}

/** A run of 32 random characters of base 36 measures 4.2 bits a character on average, English words joined 3.5 and less. */
const MIN_RANDOM_BITS = 3.6;

function entropyPerChar(length: number): number {
  let bits = 0;
  for (let code = 48; code < 128; code += 1) {
    const share = (counts[code] ?? 0) / length;
    if (share > 0) bits -= share * log2(share);
  }
  return bits;
}

/** Words that say of the value behind them that it identifies or proves something, and opens nothing. */
const HARMLESS_NAMES: ReadonlySet<string> = new Set([
  'id', 'ids', 'uid', 'guid', 'uuid', 'hash', 'checksum', 'digest', 'etag', 'sha', 'sha1', 'sha256', 'sha512', 'md5',
  'integrity', 'fingerprint', 'commit', 'revision', 'rev', 'ref', 'cursor', 'trace', 'span', 'nonce', 'version', 'build',
  'resolved', 'address', 'cid', 'path', 'file', 'filename', 'url', 'href', 'src', 'image', 'img', 'icon', 'chunk', 'class',
  'selector', 'snapshot', 'locator', 'mappings', 'type', 'name', 'crc', 'blob', 'tree', 'parent', 'number',
]); // biome-ignore format: words in rows

/** Beginnings of files in base 64: PNG, JPEG, GIF, WebP, SVG, icons, fonts, PDF, zip, gzip, WebAssembly; and public keys of SSH. */
const FILE_STARTS: readonly string[] = [
  'AAAAB3NzaC1',
  'AAAAC3NzaC1',
  'AAAAE2VjZHNh',
  'iVBORw0KGgo', '/9j/', 'R0lGOD', 'UklGR', 'PHN2Zy', 'PD94bWwg', 'AAABAA', 'd09GMg', 'd09GRg', 'JVBERi0', 'UEsDB',
  'H4sI', 'AGFzbQ', 'T2dnUw', 'AAEAAAA', 'Qk0',
]; // biome-ignore format: words in rows

/** What stands before a checksum or a file. */
const PREFIXES: readonly string[] = [
  'base64,',
  'sha1-',
  'sha256-',
  'sha384-',
  'sha512-',
  'sha256=',
  'SHA256:',
  'h1:',
  'md5-',
];

const SLASH = 47;
const PLUS = 43;
const EQUALS = 61;
const DOT = 46;
const COLON = 58;

function isInItsPlace(text: string, start: number, end: number): boolean {
  const floor = start > MAX_AROUND_CHARS ? start - MAX_AROUND_CHARS : 0;
  const ceiling = min(text.length, end + MAX_AROUND_CHARS);
  let first = start;
  while (first > floor && isBase64(charCodeAt(text, first - 1))) first -= 1;
  let last = end;
  while (last < ceiling && isBase64(charCodeAt(text, last))) last += 1;
  if (isBase64Blob(text, first, last, end - start)) return true;
  for (let i = 0; i < PREFIXES.length; i += 1) {
    const prefix = PREFIXES[i] ?? '';
    // A prefix may have been taken for the beginning of the base 64.
    if (endsWith(text, first, prefix) || indexOf(slice(text, first, start), prefix) !== -1) return true;
    if (endsWith(text, start, prefix)) return true;
  }
  const whole = skipBack(text, start, RUN | JOINT, floor);
  return isPath(text, whole, start, end, ceiling) || hasHarmlessName(text, start);
}

function isBase64(code: number): boolean {
  return (classesOf(code) & ALNUM) !== 0 || code === SLASH || code === PLUS || code === EQUALS;
}

function isBase64Blob(text: string, first: number, last: number, runChars: number): boolean {
  for (let i = 0; i < FILE_STARTS.length; i += 1) {
    const begins = FILE_STARTS[i] ?? '';
    if (slice(text, first, first + begins.length) === begins) return true;
  }
  const isMixed =
    indexOf(slice(text, first, last), '+') !== -1 || indexOf(slice(text, first, last), '/') !== -1;
  return isMixed && last - first > runChars && last - first > MAX_BASE64_KEY_CHARS;
}

function endsWith(text: string, end: number, part: string): boolean {
  return end >= part.length && slice(text, end - part.length, end) === part;
}

/** Whether the run is a part of a path or of a file's name: a slash before it, or a short extension behind it. */
function isPath(text: string, whole: number, start: number, end: number, ceiling: number): boolean {
  if (isAt(text, end, JOINT) && charCodeAt(text, end) === DOT) {
    const extension = skip(text, end + 1, ALNUM, ceiling);
    const isShort = extension > end + 1 && extension <= end + 6;
    if (
      isShort &&
      (isInAddress(text, whole, start) || !hasBothCasesAt(text, start, end)) &&
      classesOf(charCodeAt(text, end + 1)) !== DIGIT
    )
      return true;
  }
  for (let i = start - 1; i >= whole; i -= 1) {
    const code = charCodeAt(text, i);
    // Behind an equals sign a value begins, not a path.
    if (code === EQUALS) return false;
    // A folder's name of both cases and digits was drawn by somebody; an address may hold such an id.
    if (code === SLASH) return isInAddress(text, whole, i) || !hasBothCasesAt(text, start, end);
  }
  return false;
}

function isInAddress(text: string, from: number, to: number): boolean {
  return indexOf(slice(text, from, to), '//') !== -1;
}

function hasBothCasesAt(text: string, start: number, end: number): boolean {
  let uppers = 0;
  let lowers = 0;
  for (let i = start; i < end; i += 1) {
    const classes = classesOf(charCodeAt(text, i));
    if ((classes & UPPER) !== 0) uppers += 1;
    else if ((classes & DIGIT) === 0) lowers += 1;
  }
  return uppers > 1 && lowers > 1;
}

function hasHarmlessName(text: string, start: number): boolean {
  let i = start;
  while (i > 0 && start - i < 4 && isQuoteOrBlank(charCodeAt(text, i - 1))) i -= 1;
  const separator = i > 0 ? charCodeAt(text, i - 1) : 0;
  if (separator !== COLON && separator !== EQUALS) return false;
  i -= 1;
  while (i > 0 && isQuoteOrBlank(charCodeAt(text, i - 1))) i -= 1;
  const nameStart = skipBack(text, i, NAME, i > 40 ? i - 40 : 0);
  const words = wordsOf(slice(text, nameStart, i));
  return words.length > 0 && setHas(HARMLESS_NAMES, words[words.length - 1] ?? '');
}

function isQuoteOrBlank(code: number): boolean {
  return code === 34 || code === 39 || code === 32 || code === 92;
}
