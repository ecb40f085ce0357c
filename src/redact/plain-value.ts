import { charCodeAt, indexOf, lastIndexOf, setHas, slice, toLowerCase } from '../base/held.ts';
import { ALNUM, classesOf, DIGIT, isAt, SPACE, UPPER, WORD } from './characters.ts';
import { isSecretName, isSecretNumberName, wordsOf } from './names.ts';
import { isPlaceholder } from './placeholder.ts';
import type { ValuePlace } from './value-place.ts';

function wordSet(words: string): ReadonlySet<string> {
  return new Set(words.trim().split(/\s+/));
}

/** A longer value is no placeholder, word or expression. */
const MAX_PLAIN_CHARS = 256;

/** Words of prose that follow a colon or an equals sign: `password: must be longer`. In lower case. */
const PROSE: ReadonlySet<string> = wordSet(`
  must is are was were be should too not no yes required optional invalid missing expired incorrect wrong the a an your
  please failed fail error ok none empty unset set unknown enabled disabled and or for to from in on with use see expected
  unexpected cannot can has have if when this that it we you all any new never always only at by of as but does did
  got given wants need needs may might will would could found accepted rejected denied changed updated created valid
  write read deny allow yaml json string boolean number n/a na default auto on off same copy type undefined null nan`);

/** Names that variables have everywhere: `password: input`. */
const VARIABLES: ReadonlySet<string> = wordSet(`
  value values val v input pw pwd pass text str s key k data result res req hash hashed raw arg args param opt opts item
  user body form state field props config options env self this next current prev newvalue payload response request
  any unknown string number boolean bool object void never bytes buffer char int integer float double long short byte
  uint8array arraybuffer cryptokey str optional union list dict array map promise record partial readonly date regexp
  symbol bigint function func await async new typeof nil true false varchar`);

/** Words that only code has before a name. */
const KEYWORDS: ReadonlySet<string> = wordSet(`
  const let var return function def fn func async await public private protected readonly static final if else for while
  case new throw typeof interface type class import from yield val mut pub struct enum switch elif unless delete void`);

/** Whether an unquoted value, from `start` up to `shortEnd` or with all signs up to `end`, holds no secret. */
export function isPlainBare(
  text: string,
  start: number,
  shortEnd: number,
  end: number,
  place: ValuePlace,
): boolean {
  if (end - start > MAX_PLAIN_CHARS && shortEnd - start > MAX_PLAIN_CHARS) return false;
  const short = slice(text, start, shortEnd);
  const first = charCodeAt(text, start);
  if (isNumber(short)) return !isSecretNumberName(place.name) || isPartOfNumber(text, shortEnd);
  if (shortEnd - start <= 2 && !hasDigit(short)) return true;
  const next = charCodeAt(text, shortEnd);
  if (isPlaceholder(short)) return true;
  if (end - start <= MAX_PLAIN_CHARS && isPlaceholder(slice(text, start, end))) return true;
  if ((first === 33 && shortEnd - start === 2) || isOperator(text, short, shortEnd)) return true;
  if (next === 40 || next === 91 || next === 123 || next === 96) return shortEnd === start || isChain(short);
  // $NAME, &reference, *pointer, !tag, @decorator, <tag>
  if ((first === 36 || first === 38 || first === 42 || first === 33) && isChain(slice(short, 1))) return true;
  if (first === 60) return true;
  // `$request->bearerToken()`
  if (first === 36 && next === 62 && charCodeAt(short, short.length - 1) === 45) return true;
  if (isWordyPath(short)) return true;
  const name = place.name;
  if (name === 'pwd' && (first === 47 || first === 126)) return true;
  if (isVersion(short)) return true;
  // `PASS: test`
  if (name.length === 4 && place.isSpaced && place.isColon && toLowerCase(name) === 'pass') return true;
  if (!isChain(short)) return false;
  return isPlainWord(text, shortEnd, short, place);
}

const OPERATORS: ReadonlySet<string> = wordSet('await new typeof void yield async function not delete');

/** `await …`, `new …` */
function isOperator(text: string, word: string, end: number): boolean {
  return charCodeAt(text, end) === 32 && setHas(OPERATORS, word);
}

function isPlainWord(text: string, end: number, word: string, place: ValuePlace): boolean {
  const isOne = indexOf(word, '.') === -1;
  const mark = charCodeAt(word, word.length - 1);
  // `String!` of GraphQL
  const lower = toLowerCase(mark === 33 ? slice(word, 0, -1) : word);
  const after = charCodeAt(text, end);
  const isFollowed = end < text.length && after !== 10 && after !== 13;
  if (place.isSpaced && (setHas(PROSE, lower) || (isUpperName(word) && isSecretName(word)))) return true;
  if (place.isSpaced && word === lower && isOne && !hasDigit(word) && followsArticle(text, place.nameStart))
    return true;
  if (isOne && (after === 44 || after === 41) && !isUpperName(place.name) && isSameName(word, place.name))
    return true;
  if (place.isColon && place.isSpaced && !place.isQuotedName && setHas(VARIABLES, lower)) return true;
  if (!place.isColon && !isUpperName(place.name) && setHas(VARIABLES, lower)) return true;
  const isCode =
    isIndex(text, place) || hasCodeBefore(text, place.nameStart) || hasCodeAfter(text, end, place);
  if (isCode) return true;
  if (!isOne && (isSecretChain(word) || (place.isSpaced && hasSecretPart(word)))) return true;
  if (place.isColon && place.isSpaced && isFollowed && isTypeName(word)) return true;
  if (isOne && isFollowed && isReference(word) && !isUpperName(place.name)) return true;
  if (isOne && !hasDigit(word) && isSameName(word, place.name) && place.isSpaced) return true;
  // Behind a quoted name JSON quotes the value too: what is bare is a variable.
  return place.isQuotedName && place.isColon && isFollowed && !hasDigit(word);
}

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

function isNumber(value: string): boolean {
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
function isVersion(value: string): boolean {
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

/** `12:34`, `3 passed`: no number by itself. */
function isPartOfNumber(text: string, end: number): boolean {
  return charCodeAt(text, end) === 58 && isAt(text, end + 1, DIGIT);
}

function hasDigit(value: string): boolean {
  for (let i = 0; i < value.length; i += 1) if ((classesOf(charCodeAt(value, i)) & DIGIT) !== 0) return true;
  return false;
}

function hasAlnum(value: string): boolean {
  for (let i = 0; i < value.length; i += 1) {
    const code = charCodeAt(value, i);
    if (code > 127 || (classesOf(code) & ALNUM) !== 0) return true;
  }
  return false;
}

/** An identifier, or several with dots between. */
function isChain(value: string): boolean {
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
function isSecretChain(chain: string): boolean {
  const dot = lastIndexOf(chain, '.');
  const end = slice(chain, dot + 1);
  return end !== '' && !hasDigit(chain) && isSecretName(end);
}

/** `SyntaxKind`: two words and more, each with a capital. */
function isTypeName(word: string): boolean {
  if (!isAt(word, 0, UPPER) || hasDigit(word)) return false;
  let capitals = 0;
  for (let i = 0; i < word.length; i += 1) {
    const isCapital = isAt(word, i, UPPER);
    if (isCapital && isAt(word, i + 1, UPPER)) return false;
    if (isCapital) capitals += 1;
  }
  return capitals > 1 && capitals * 3 <= word.length;
}

const ARTICLES: ReadonlySet<string> = wordSet('a an no missing invalid wrong bad');

/** Whether prose leads to the name: `with a passkey: passwordless`, `missing secret: …`. */
function followsArticle(text: string, nameStart: number): boolean {
  if (charCodeAt(text, nameStart - 1) !== 32) return false;
  let start = nameStart - 1;
  while (start > 0 && nameStart - start < 10 && isAt(text, start - 1, WORD)) start -= 1;
  return setHas(ARTICLES, toLowerCase(slice(text, start, nameStart - 1)));
}

/** Whether a part of `aws_secretsmanager_secret.main.id` names a secret by two words or more: what holds it, not it. */
function hasSecretPart(chain: string): boolean {
  const dot = indexOf(chain, '.');
  return (
    isReference(slice(chain, 0, dot)) ||
    (indexOf(chain, '_') !== -1 && indexOf(chain, '_') < dot && isSecretName(slice(chain, 0, dot)))
  );
}

/** A name in camelCase or with `_`, without digits, that announces a secret: the variable that holds it. */
function isReference(word: string): boolean {
  return !hasDigit(word) && word.length > 3 && isSecretName(word) && toLowerCase(word) !== word;
}

function isSameName(value: string, name: string): boolean {
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
function isWordyPath(value: string): boolean {
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

const MAX_LINE_CHARS = 160;

/** Whether the name is an index: `[Tokenizer.EOF_TOKEN]: …`. */
function isIndex(text: string, { name, nameStart, isQuotedName }: ValuePlace): boolean {
  return charCodeAt(text, nameStart + name.length + (isQuotedName ? 1 : 0)) === 93;
}

/** Whether the word before the name, or the line's first, is one that only code has, or the name is a field of `this`. */
function hasCodeBefore(text: string, nameStart: number): boolean {
  if (slice(text, nameStart, nameStart + 5) === 'this.' || slice(text, nameStart, nameStart + 5) === 'self.')
    return true;
  let i = nameStart;
  while (i > 0 && nameStart - i < 4 && (charCodeAt(text, i - 1) === 32 || charCodeAt(text, i - 1) === 46))
    i -= 1;
  let wordStart = i;
  while (wordStart > 0 && i - wordStart < 12 && isAt(text, wordStart - 1, WORD)) wordStart -= 1;
  if (i > wordStart && setHas(KEYWORDS, slice(text, wordStart, i))) return true;
  let line = nameStart;
  while (line > 0 && nameStart - line < MAX_LINE_CHARS && charCodeAt(text, line - 1) !== 10) line -= 1;
  while (line < nameStart && (isAt(text, line, SPACE) || isLineSign(charCodeAt(text, line)))) line += 1;
  let wordEnd = line;
  while (wordEnd < nameStart && wordEnd - line < 12 && isAt(text, wordEnd, WORD)) wordEnd += 1;
  return wordEnd > line && setHas(KEYWORDS, slice(text, line, wordEnd));
}

/** `+`, `-` of a diff, `>` of a mail or an excerpt, `}` before `else`. */
function isLineSign(code: number): boolean {
  return code === 43 || code === 45 || code === 62 || code === 125;
}

/** Whether what follows the value is what only code has. */
function hasCodeAfter(text: string, end: number, { isSpaced }: ValuePlace): boolean {
  let i = end;
  while (i - end < 4 && charCodeAt(text, i) === 32) i += 1;
  const code = charCodeAt(text, i);
  const next = charCodeAt(text, i + 1);
  if (code === 59) return isSpaced;
  if (i === end || !isSpaced) return code === 61 && next === 62;
  // => || && ?? ? { + |
  return (
    (code === 61 && next === 62) ||
    (code === 124 && (next === 124 || next === 32)) ||
    (code === 38 && next === 38) ||
    (code === 63 && (next === 63 || next === 32)) ||
    code === 123 ||
    (code === 43 && next === 32)
  );
}
