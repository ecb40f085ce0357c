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
import {
  ABOUT,
  ALWAYS,
  KEY_KINDS,
  LAST,
  NEUTRAL,
  NUMERIC,
  NUMERIC_PAIRS,
  PAIRS,
  QUESTIONS,
} from './name-words.ts';

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

function verdictOn(name: string): Verdict {
  // The text may be a piece of a huge one, which a cached piece would keep alive: a copy is judged and kept.
  const end = name.length > MAX_NAME_CHARS ? slice(` ${slice(name, -MAX_NAME_CHARS)}`, 1) : name;
  const known = mapGet(judged, end);
  if (known !== undefined) return known;
  const verdict = judge(end);
  if (mapSize(judged) >= MAX_JUDGED) mapClear(judged);
  mapSet(judged, slice(` ${end}`, 1), verdict);
  return verdict;
}

function judge(name: string): Verdict {
  // The shell's variable for the working folder.
  if (name === 'PWD') return HARMLESS;
  const words = wordsOf(name);
  for (let i = 0; i < words.length; i += 1) words[i] = stemOf(words[i] ?? '');
  let last = words.length - 1;
  while (last > 0 && isNeutral(words[last] ?? '')) last -= 1;
  if (last < 0) return HARMLESS;
  const isQuestion = last > 0 && setHas(QUESTIONS, words[0] ?? '');
  const isAbout = last > 0 && setHas(ABOUT, words[last] ?? '');
  let verdict: Verdict = HARMLESS;
  for (let i = 0; i <= last; i += 1) {
    const here = judgeWord(words[i - 1] ?? '', words[i] ?? '', i === last, isAbout || isQuestion);
    if (here > verdict) verdict = here;
  }
  return verdict;
}

function judgeWord(before: string, word: string, isLast: boolean, isAbout: boolean): Verdict {
  if (isLast) {
    if (setHas(PAIRS, `${before} ${word}`)) {
      return setHas(NUMERIC_PAIRS, `${before}-${word}`) ? HIDES_NUMBERS : HIDES_TEXT;
    }
    if ((word === 'key' || word === 'keys') && setHas(KEY_KINDS, before)) return HIDES_TEXT;
    if (before === 'secret' && word === 'id') return HIDES_TEXT;
  }
  if (isAbout) return HARMLESS;
  if ((word === 'key' || word === 'keys') && setHas(KEY_KINDS, before)) return HIDES_TEXT;
  if (setHas(ALWAYS, word) || (isLast && setHas(LAST, word))) {
    return setHas(NUMERIC, word) ? HIDES_NUMBERS : HIDES_TEXT;
  }
  return HARMLESS;
}

/** Endings that make one word of a secret's whatever is in front: `PGPASSWORD`, `myapikey`. */
const ENDINGS: readonly string[] = [
  'password',
  'passwd',
  'passphrase',
  'apikey',
  'secretkey',
  'privatekey',
  'authtoken',
];

/** The word without the number behind it (`password2`), or the ending that makes it a secret's. */
function stemOf(word: string): string {
  let end = word.length;
  while (end > 1 && charCodeAt(word, end - 1) <= 57) end -= 1;
  const stem = slice(word, 0, end);
  for (let i = 0; i < ENDINGS.length; i += 1) {
    const ending = ENDINGS[i] ?? '';
    if (stem.length > ending.length && slice(stem, -ending.length) === ending) return ending;
  }
  return stem.length > 2 ? stem : word;
}

function isNeutral(word: string): boolean {
  return setHas(NEUTRAL, word) || (word.length < 3 && isDigits(word));
}

function isDigits(word: string): boolean {
  for (let i = 0; i < word.length; i += 1) {
    const code = charCodeAt(word, i);
    if (code < 48 || code > 57) return false;
  }
  return true;
}

const NO_LETTER = 0;
const LOWER = 1;
const UPPER = 2;

function classOf(code: number): number {
  if ((code >= 97 && code <= 122) || (code >= 48 && code <= 57)) return LOWER;
  return code >= 65 && code <= 90 ? UPPER : NO_LETTER;
}

/** The words of a name in lower case: split at case (`openAIKey`: open, ai, key), digits kept, and at all that is no letter or digit. */
export function wordsOf(name: string): string[] {
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
