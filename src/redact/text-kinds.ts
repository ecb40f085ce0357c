import { charCodeAt, indexOf, lastIndexOf, slice, toLowerCase } from '../base/held.ts';
import { ALNUM, classesOf, DIGIT, isAt, UPPER, WORD } from './characters.ts';
import { isSecretName, wordsOf } from './names.ts';

export function isNumber(value: string): boolean {
  if (charCodeAt(value, 0) === 48 && (charCodeAt(value, 1) | 32) === 120 && value.length < 19) return true;
  let digits = 0;
  let i = charCodeAt(value, 0) === 45 ? 1 : 0;
  for (; i < value.length; i += 1) {
    const code = charCodeAt(value, i);
    if ((classesOf(code) & DIGIT) !== 0) digits += 1;
    else if (code !== 46 && code !== 95) return false;
  }
  return digits > 0;
}

/** `1.2.3`, `^1.2.3`, `>=18`, `v2.0.0-beta.1`: what stands behind the name of a package. */
export function isVersion(value: string): boolean {
  let i = 0;
  while (i < 3 && indexOf('^~<>=v', value[i] ?? ' ') !== -1) i += 1;
  let dots = 0;
  const start = i;
  for (; i < value.length; i += 1) {
    const code = charCodeAt(value, i);
    if (code === 46) dots += 1;
    else if ((classesOf(code) & DIGIT) === 0) break;
  }
  if (i === start || (dots === 0 && start === 0)) return false;
  return i === value.length || (dots === 2 && charCodeAt(value, i) === 45 && value.length - i < 20);
}

export function hasDigit(value: string): boolean {
  for (let i = 0; i < value.length; i += 1) if ((classesOf(charCodeAt(value, i)) & DIGIT) !== 0) return true;
  return false;
}

export function hasAlnum(value: string): boolean {
  for (let i = 0; i < value.length; i += 1) {
    const code = charCodeAt(value, i);
    if (code > 127 || (classesOf(code) & ALNUM) !== 0) return true;
  }
  return false;
}

/** An identifier, or several with dots between. */
export function isChain(value: string): boolean {
  if (value.length === 0) return false;
  let isFirst = true;
  for (let i = 0; i < value.length; i += 1) {
    const code = charCodeAt(value, i);
    const classes = classesOf(code);
    if (code === 46 || code === 63) {
      if (isFirst && code === 46 && i !== 0) return false;
      isFirst = true;
    } else if (code === 58 && !isFirst && charCodeAt(value, i + 1) === 58) {
      // `env::var`
      i += 1;
      isFirst = true;
    } else if (code === 36 || ((classes & WORD) !== 0 && !(isFirst && (classes & DIGIT) !== 0)))
      isFirst = false;
    else if (code !== 33 || i < value.length - 1) return false;
  }
  return true;
}

/** `config.accessToken`: ends in a secret's name without a digit. */
export function isSecretChain(chain: string): boolean {
  const dot = lastIndexOf(chain, '.');
  const end = slice(chain, dot + 1);
  return end !== '' && !hasDigit(chain) && isSecretName(end);
}

/** `SyntaxKind`: two words and more, each with a capital. */
export function isTypeName(word: string): boolean {
  if (!isAt(word, 0, UPPER) || hasDigit(word)) return false;
  let capitals = 0;
  for (let i = 0; i < word.length; i += 1) {
    const isCapital = isAt(word, i, UPPER);
    if (isCapital && isAt(word, i + 1, UPPER)) return false;
    if (isCapital) capitals += 1;
  }
  return capitals > 1 && capitals * 3 <= word.length;
}

/** A name in camelCase or with `_`, without digits, that announces a secret: the variable that holds it. */
export function isReference(word: string): boolean {
  return !hasDigit(word) && word.length > 3 && isSecretName(word) && toLowerCase(word) !== word;
}

export function isSameName(value: string, name: string): boolean {
  return joined(value) === joined(name);
}

function joined(name: string): string {
  const words = wordsOf(name);
  let all = '';
  for (let i = 0; i < words.length; i += 1) all += words[i] ?? '';
  return all;
}

/** Whether a name is written as environment variables are: capitals, digits and `_`. */
export function isUpperName(name: string): boolean {
  let uppers = 0;
  for (let i = 0; i < name.length; i += 1) {
    const code = charCodeAt(name, i);
    if ((classesOf(code) & UPPER) !== 0) uppers += 1;
    else if (code !== 95 && (classesOf(code) & DIGIT) === 0) return false;
  }
  return uppers > 2 && indexOf(name, '_') !== -1;
}

/** A path whose parts are words: `/run/secrets/db_password`. */
export function isWordyPath(value: string): boolean {
  const first = charCodeAt(value, 0);
  if (first !== 47 && first !== 46 && first !== 126) return false;
  let slashes = 0;
  for (let i = 0; i < value.length; i += 1) {
    const code = charCodeAt(value, i);
    if (code === 47) slashes += 1;
    else if (
      code !== 46 &&
      code !== 45 &&
      code !== 126 &&
      ((classesOf(code) & WORD) === 0 || (classesOf(code) & (DIGIT | UPPER)) !== 0)
    ) {
      return false;
    }
  }
  return slashes > 1 || (slashes === 1 && first !== 47);
}
