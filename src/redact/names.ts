import {
  append,
  charCodeAt,
  mapClear,
  mapGet,
  mapSet,
  mapSize,
  setHas,
  slice,
  toLowerCase,
} from '../base/held.ts';

/**
 * Whether a name (of a variable, a key, a header, an environment variable) announces a secret.
 * `apiKey`, `api_key`, `API-KEY` and `openai.api.key` are one name; `tokens_in`, `max_tokens` and `author` announce none.
 * Costs some 30 ns for a name seen before; of a long name only its end is looked at.
 */
export function isSecretName(name: string): boolean {
  return verdictOn(name) !== HARMLESS;
}

/** Whether a number under this name is a secret too: a `pin` is, a `token` is more often a count or a position. */
export function isSecretNumberName(name: string): boolean {
  return verdictOn(name) === HIDES_NUMBERS;
}

const HARMLESS = 0;
const HIDES_TEXT = 1;
const HIDES_NUMBERS = 2;
type Verdict = typeof HARMLESS | typeof HIDES_TEXT | typeof HIDES_NUMBERS;

/** Of a longer text only this end is judged: `…_PASSWORD`. */
const MAX_NAME_CHARS = 80;
/** Programs use few names again and again. */
const MAX_JUDGED = 2000;
const judged = new Map<string, Verdict>();

/** A secret wherever it stands in the name. */
const ALWAYS: ReadonlySet<string> = new Set([
  'password',
  'passwd',
  'passphrase',
  'pwd',
  'secret',
  'secrets',
  'apikey',
  'credential',
  'credentials',
  'authorization',
]);
/** A secret as the last word: `accessToken`, not `tokenCount`. */
const LAST: ReadonlySet<string> = new Set(['token', 'pin', 'otp', 'cvv', 'cookie', 'jwt', 'bearer']);
/** Two words that announce a secret together. */
const PAIRS: ReadonlySet<string> = new Set([
  'api key',
  'access key',
  'private key',
  'secret key',
  'signing key',
  'encryption key',
  'auth key',
  'account key',
]);
/** Under these words digits are a secret. */
const NUMERIC: ReadonlySet<string> = new Set([
  'password',
  'passwd',
  'passphrase',
  'pwd',
  'pin',
  'otp',
  'cvv',
]);

function verdictOn(name: string): Verdict {
  // The text may be a piece of a huge one, which a cached piece would keep alive: a copy is judged and kept.
  const end = name.length > MAX_NAME_CHARS ? slice(` ${slice(name, -MAX_NAME_CHARS)}`, 1) : name;
  const known = mapGet(judged, end);
  if (known !== undefined) return known;
  const verdict = judge(wordsOf(end));
  if (mapSize(judged as Map<never, never>) >= MAX_JUDGED) mapClear(judged as Map<never, never>);
  mapSet(judged, slice(` ${end}`, 1), verdict);
  return verdict;
}

function judge(words: readonly string[]): Verdict {
  let verdict: Verdict = HARMLESS;
  let previous = '';
  for (let i = 0; i < words.length; i += 1) {
    const word = words[i] ?? '';
    const isLast = i === words.length - 1;
    if (setHas(ALWAYS, word) || (isLast && setHas(LAST, word)) || setHas(PAIRS, `${previous} ${word}`)) {
      if (setHas(NUMERIC, word)) return HIDES_NUMBERS;
      verdict = HIDES_TEXT;
    }
    previous = word;
  }
  return verdict;
}

const NO_LETTER = 0;
const LOWER = 1;
const UPPER = 2;

function classOf(code: number): number {
  if ((code >= 97 && code <= 122) || (code >= 48 && code <= 57)) return LOWER;
  return code >= 65 && code <= 90 ? UPPER : NO_LETTER;
}

/** The words of a name in lower case: split at case (`openAIKey`: open, ai, key), digits kept, and at all that is no letter or digit. */
function wordsOf(name: string): string[] {
  const words: string[] = [];
  let start = 0;
  let before = NO_LETTER;
  for (let i = 0; i <= name.length; i += 1) {
    const here = i < name.length ? classOf(charCodeAt(name, i)) : NO_LETTER;
    const after = i + 1 < name.length ? classOf(charCodeAt(name, i + 1)) : NO_LETTER;
    const isBorder =
      here === NO_LETTER || before === NO_LETTER || (here === UPPER && (before === LOWER || after === LOWER));
    if (isBorder) {
      if (before !== NO_LETTER) append(words, toLowerCase(slice(name, start, i)));
      start = i;
    }
    before = here;
  }
  return words;
}
