/** A form that a secret has by itself, whatever name it stands under. */
export interface SecretShape {
  /** What it is called in tests and docs. */
  readonly id: string;
  /** Finds it; global, linear in the text's length. */
  readonly pattern: RegExp;
  /** A piece of text without which the pattern need not be tried. */
  readonly needs?: string;
  /** A last look at what the pattern found. */
  readonly accepts?: (found: string) => boolean;
}

/** The roadmap's shapes. `password = …` is among the names (`names.ts`). */
export const SECRET_SHAPES: readonly SecretShape[] = [
  { id: 'openai_api_key', pattern: /\bsk-[A-Za-z0-9_-]{20,}/g, needs: 'sk-' },
  { id: 'bearer_token', pattern: /(?<=\bBearer )[A-Za-z0-9\-._~+/]{8,}=*/g, needs: 'Bearer ' },
  { id: 'generic_token', pattern: /(?<![A-Za-z0-9])[A-Za-z0-9]{32,}(?![A-Za-z0-9])/g, accepts: isRandomRun },
];

/**
 * Whether a run of letters and digits looks drawn at random: both kinds well mixed, and no plain hexadecimal,
 * which is how checksums, git's object names and trace ids are written.
 */
export function isRandomRun(run: string): boolean {
  if (/^[0-9a-f]+$/.test(run) || /^[0-9A-F]+$/.test(run)) return false;
  const digits = run.replace(/[^0-9]/g, '').length;
  if (digits < 2 || digits === run.length) return false;
  return entropyPerChar(run) >= MIN_RANDOM_BITS;
}

/** A run of 32 random characters of base 36 measures 4.2 bits a character on average, English words joined 3.5 and less. */
const MIN_RANDOM_BITS = 3.6;

function entropyPerChar(text: string): number {
  const counts = new Map<string, number>();
  for (const char of text) counts.set(char, (counts.get(char) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}
