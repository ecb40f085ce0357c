/**
 * A form that a secret has by itself, whatever name it stands under. Every field is there, if only as `undefined`: one
 * that is left out would be asked for on `Object.prototype`.
 */
export interface SecretShape {
  /** What it is called in tests and docs: lower case with underscores. */
  readonly id: string;
  /** One of these, byte for byte, begins every match: as long and as rare as the format allows. */
  readonly literals: readonly string[];
  /**
   * Tried where a literal stands. Sticky, and linear: no quantifier within a quantifier that could match the same text in
   * two ways, and a pattern that can still fail, or be refused by `accepts`, behind a long repetition has a bound on it.
   * Group 1, where there is one, is the secret, and the rest of the match stays.
   */
  readonly pattern: RegExp;
  /** A cheaper look than the pattern's at where a literal stands: false only where the pattern cannot match. */
  readonly mayMatch: ((text: string, at: number) => boolean) | undefined;
  /** Whether the literal must stand at a border: see `isBorder`. */
  readonly boundary: boolean;
  /** How many characters in front of the literal belong to the secret too; the pattern has made sure of them. */
  readonly before: number;
  /** A last look at the secret (group 1, or the match): whether it is one. Runs nothing that a program could have patched. */
  readonly accepts: ((secret: string) => boolean) | undefined;
  /**
   * What it looks like, as a template that test/redact/generate.ts expands: `ghp_{alnum:36}`; never a whole secret.
   * Where ‹ and › stand, the secret is what is between them, and what is in front is kept.
   */
  readonly example: string;
  /** The page that the form comes from. */
  readonly source: string;
}

type Rest = Partial<Pick<SecretShape, 'boundary' | 'before' | 'accepts' | 'mayMatch'>>;

/** A row written out in full; what is left out of `rest` gets its plain value. */
export function shape(
  id: string,
  literals: readonly string[],
  pattern: RegExp,
  example: string,
  source: string,
  { boundary = false, before = 0, accepts, mayMatch }: Rest = {},
): SecretShape {
  return { id, literals, pattern, mayMatch, boundary, before, accepts, example, source };
}

/**
 * A row for the commonest form: one of a few prefixes (`ghp_|gho_`), then characters of a kind (`[A-Za-z0-9]{36,}`).
 * `body` is the template of what follows the prefix.
 */
export function token(
  id: string,
  prefixes: string,
  rest: string,
  body: string,
  source: string,
  options: Rest = {},
): SecretShape {
  const literals = prefixes.split('|');
  const start = literals.map((literal) => literal.replace(/[$()*+.?[\\\]^{|}/-]/g, '\\$&')).join('|');
  const example = literals.length === 1 ? prefixes + body : `{one:${prefixes}}${body}`;
  return shape(id, literals, new RegExp(`(?:${start})${rest}`, 'y'), example, source, options);
}

/** The source of a pattern that matches a UUID in small letters. */
export const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
