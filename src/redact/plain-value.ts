import { charCodeAt, indexOf, setHas, slice, toLowerCase } from '../base/held.ts';
import { DIGIT, isAt } from './characters.ts';
import {
  followsArticle,
  hasCodeAfter,
  hasCodeBefore,
  isIndex,
  isInQuotes,
  isOperator,
} from './code-around.ts';
import { isSecretName, isSecretNumberName } from './names.ts';
import { isPlaceholder } from './placeholder.ts';
import { MAX_PLAIN_CHARS } from './plain-quoted.ts';
import {
  hasDigit,
  isChain,
  isNumber,
  isReference,
  isSameName,
  isSecretChain,
  isTypeName,
  isUpperName,
  isVersion,
  isWordyPath,
} from './text-kinds.ts';
import type { ValuePlace } from './value-place.ts';
import { wordSet } from './word-set.ts';

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
    isIndex(text, place) ||
    (hasCodeBefore(text, place.nameStart) && (place.isSpaced || !isInQuotes(text, place.nameStart))) ||
    hasCodeAfter(text, end, place);
  if (isCode) return true;
  if (!isOne && (isSecretChain(word) || (place.isSpaced && hasSecretPart(word)))) return true;
  if (place.isColon && place.isSpaced && isFollowed && isTypeName(word)) return true;
  if (isOne && isFollowed && isReference(word) && !isUpperName(place.name)) return true;
  if (isOne && !hasDigit(word) && isSameName(word, place.name) && place.isSpaced) return true;
  // Behind a quoted name JSON quotes the value too: what is bare is a variable.
  return place.isQuotedName && place.isColon && isFollowed && !hasDigit(word);
}

/** `12:34`, `3 passed`: no number by itself. */
function isPartOfNumber(text: string, end: number): boolean {
  return charCodeAt(text, end) === 58 && isAt(text, end + 1, DIGIT);
}

/** Whether a part of `aws_secretsmanager_secret.main.id` names a secret by two words or more: what holds it, not it. */
function hasSecretPart(chain: string): boolean {
  const dot = indexOf(chain, '.');
  return (
    isReference(slice(chain, 0, dot)) ||
    (indexOf(chain, '_') !== -1 && indexOf(chain, '_') < dot && isSecretName(slice(chain, 0, dot)))
  );
}
