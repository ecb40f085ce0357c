/**
 * Whether a name (of a variable, a key, a header, an environment variable) announces a secret.
 * `apiKey`, `api_key`, `API-KEY` and `openai.api.key` are one name; `tokens_in`, `max_tokens` and `author` announce none.
 */
export function isSecretName(name: string): boolean {
  if (name.length > MAX_NAME_CHARS) return false;
  const known = judged.get(name);
  if (known !== undefined) return known;
  const verdict = judge(wordsOf(name));
  if (judged.size >= MAX_JUDGED) judged.clear();
  judged.set(name, verdict);
  return verdict;
}

/** A longer text is no name. */
const MAX_NAME_CHARS = 80;
/** Programs use few names again and again. */
const MAX_JUDGED = 2000;
const judged = new Map<string, boolean>();

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

function judge(words: readonly string[]): boolean {
  const last = words.at(-1);
  if (last === undefined) return false;
  if (LAST.has(last)) return true;
  return words.some((word, i) => ALWAYS.has(word) || (i > 0 && PAIRS.has(`${words[i - 1]} ${word}`)));
}

/** The words of a name in lower case: split at case, digits kept, and at everything that is no letter or digit. */
function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
}
