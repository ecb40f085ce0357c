import { append, charCodeAt, exec } from '../base/held.ts';

/**
 * A form that a secret has by itself, whatever name it stands under. Every field is there, if only as `undefined`: one
 * that is left out would be asked for on `Object.prototype`.
 */
export interface SecretShape {
  /** What it is called in tests and docs. */
  readonly id: string;
  /**
   * Finds it; global, linear in the text's length. It must also find a secret of more than 1,000
   * characters whose end is cut off, because of a long text only the beginning is looked at.
   */
  readonly pattern: RegExp;
  /** A piece of text without which the pattern need not be tried. */
  readonly needs: string | undefined;
  /** A cheap look that tells whether the pattern need be tried. */
  readonly mayMatch: ((text: string) => boolean) | undefined;
  /** A last look at what the pattern found. */
  readonly accepts: ((found: string) => boolean) | undefined;
}

/** The roadmap's shapes. `password = …` is among the names (`names.ts`). */
export const SECRET_SHAPES: readonly SecretShape[] = [
  shape('openai_api_key', /\bsk-[A-Za-z0-9_-]{20,}/g, { needs: 'sk-' }),
  shape('bearer_token', /(?<=\bBearer )[A-Za-z0-9\-._~+/]{8,}=*/g, { needs: 'Bearer ' }),
  // At most 256 characters, so that one which is cut off lies in the end that `clip` drops.
  shape('url_password', /(?<=:\/\/[^\s/:@]{0,64}:)[^\s/@:]{1,256}(?=@)/g, { needs: '://' }),
  shape('generic_token', /(?<![A-Za-z0-9])[A-Za-z0-9]{32,}(?![A-Za-z0-9])/g, {
    mayMatch: hasLongRun,
    accepts: isRandomRun,
  }),
];

function shape(
  id: string,
  pattern: RegExp,
  { needs, mayMatch, accepts }: Partial<Pick<SecretShape, 'needs' | 'mayMatch' | 'accepts'>>,
): SecretShape {
  return { id, pattern, needs, mayMatch, accepts };
}

/** The shortest text that can hold a shape: `Bearer ` and eight characters. */
export const MIN_SHAPE_CHARS = 15;

const RUN_CHARS = 32;

/** Whether 32 letters and digits stand in a row somewhere: looks at every 32nd character, and closer where that is one. */
function hasLongRun(text: string): boolean {
  let start = 0;
  while (start + RUN_CHARS <= text.length) {
    let i = start + RUN_CHARS - 1;
    while (i >= start && isAlphanumeric(charCodeAt(text, i))) i -= 1;
    if (i < start) return true;
    start = i + 1;
  }
  return false;
}

function isAlphanumeric(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 48 && code <= 57) || (code >= 65 && code <= 90);
}

const { log2, min } = Math;
const LOWER_HEX = /^[0-9a-f]+$/;
const UPPER_HEX = /^[0-9A-F]+$/;
/** More of a run tells nothing new about its entropy. */
const MAX_JUDGED_CHARS = 512;

/**
 * Whether a run of letters and digits looks drawn at random: both kinds well mixed, and no plain hexadecimal,
 * which is how checksums, git's object names and trace ids are written.
 */
export function isRandomRun(run: string): boolean {
  if (exec(LOWER_HEX, run) !== null || exec(UPPER_HEX, run) !== null) return false;
  const length = min(run.length, MAX_JUDGED_CHARS);
  const counts: number[] = [];
  for (let code = 0; code < 128; code += 1) append(counts, 0);
  let digits = 0;
  for (let i = 0; i < length; i += 1) {
    const code = charCodeAt(run, i);
    counts[code] = (counts[code] ?? 0) + 1;
    if (code <= 57) digits += 1;
  }
  if (digits < 2 || digits === length) return false;
  return entropyPerChar(counts, length) >= MIN_RANDOM_BITS;
}

/** A run of 32 random characters of base 36 measures 4.2 bits a character on average, English words joined 3.5 and less. */
const MIN_RANDOM_BITS = 3.6;

function entropyPerChar(counts: readonly number[], length: number): number {
  let bits = 0;
  for (let code = 0; code < counts.length; code += 1) {
    const share = (counts[code] ?? 0) / length;
    if (share > 0) bits -= share * log2(share);
  }
  return bits;
}
