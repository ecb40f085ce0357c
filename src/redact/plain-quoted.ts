import { charCodeAt, indexOf, setHas, slice, toLowerCase } from '../base/held.ts';
import { ALNUM, classesOf, isAt, UPPER } from './characters.ts';
import { isSecretName, isSecretNumberName, wordsOf } from './names.ts';
import { isPlaceholder } from './placeholder.ts';
import {
  hasAlnum,
  hasDigit,
  isChain,
  isNumber,
  isSameName,
  isSecretChain,
  isUpperName,
  isVersion,
} from './text-kinds.ts';
import { wordSet } from './word-set.ts';

/** A longer value is no placeholder, word or expression. */
export const MAX_PLAIN_CHARS = 256;

/** Whether a quoted value holds no secret: nothing, a placeholder, a sentence, or a label. */
export function isPlainQuoted(value: string, name: string): boolean {
  if (value.length > MAX_PLAIN_CHARS) return false;
  if (value === '' || isPlaceholder(value)) return true;
  if (isNumber(value)) return !isSecretNumberName(name);
  if (!hasAlnum(value) && !isSecretNumberName(name)) return true;
  if (isInterpolation(value) || isVersion(value)) return true;
  if (isSameName(value, name) || isUpperName(value)) return isSecretName(value) || isSameName(value, name);
  if (indexOf(value, ' ') !== -1) return isSentence(value, name);
  if (isLabel(value) || (indexOf(value, '.') !== -1 && isChain(value) && isSecretChain(value))) return true;
  const lower = toLowerCase(value);
  return lower === 'true' || lower === 'false' || lower === 'null' || lower === 'undefined';
}

/** `Password`: a capital and the rest of a secret's word, as a form shows it. */
function isLabel(value: string): boolean {
  if (!isAt(value, 0, UPPER) || hasDigit(value) || value.length > 20) return false;
  return slice(value, 1) === toLowerCase(slice(value, 1)) && isSecretName(value);
}

/** Nothing but `${…}`, `{{…}}` or `#{…}` and words of a scheme. */
function isInterpolation(value: string): boolean {
  const open = indexOf(value, '{');
  if (open === -1 || open > 12) return false;
  const close = indexOf(value, '}', open);
  return (
    close !== -1 &&
    (value.length - close < 4 || indexOf(value, '{', close) !== -1) &&
    !hasDigit(slice(value, 0, open))
  );
}

/** Words that a sentence for people has and a passphrase does not. */
const FUNCTION_WORDS: ReadonlySet<string> = wordSet(`
  your the is must enter please forgot invalid required a an to for not of and or reset change new confirm current
  wrong incorrect expired missing was has be should with in on no this that cannot can does do token password secret key
  passwort mot de contraseña senha`);

function isSentence(value: string, name: string): boolean {
  const words = wordsOf(name);
  const last = words[words.length - 1] ?? '';
  if (last === 'phrase' || last === 'passphrase' || last === 'mnemonic') return false;
  let count = 0;
  let known = 0;
  let start = 0;
  for (let i = 0; i <= value.length; i += 1) {
    const code = i < value.length ? charCodeAt(value, i) : 32;
    if (code < 128 && (classesOf(code) & ALNUM) === 0 && code !== 39) {
      if (i > start) {
        count += 1;
        const word = slice(value, start, i);
        if (hasDigit(word) && word.length > 3) return false;
        if (setHas(FUNCTION_WORDS, toLowerCase(word)) || word === last) known += 1;
      }
      start = i + 1;
    }
  }
  return count >= 2 && known >= 1;
}
