import { charCodeAt, setHas, slice, toLowerCase } from '../base/held.ts';
import { isAt, SPACE, WORD } from './characters.ts';
import { isQuote } from './value-end.ts';
import type { ValuePlace } from './value-place.ts';
import { wordSet } from './word-set.ts';

/** Words that only code has before a name. */
const KEYWORDS: ReadonlySet<string> = wordSet(`
  const let var return function def fn func async await public private protected readonly static final if else for while
  case new throw typeof interface type class import from yield val mut pub struct enum switch elif unless delete void`);

const OPERATORS: ReadonlySet<string> = wordSet('await new typeof void yield async function not delete');

/** `await …`, `new …` */
export function isOperator(text: string, word: string, end: number): boolean {
  return charCodeAt(text, end) === 32 && setHas(OPERATORS, word);
}

const ARTICLES: ReadonlySet<string> = wordSet('a an no missing invalid wrong bad');

/** Whether prose leads to the name: `with a passkey: passwordless`, `missing secret: …`. */
export function followsArticle(text: string, nameStart: number): boolean {
  if (charCodeAt(text, nameStart - 1) !== 32) return false;
  let start = nameStart - 1;
  while (start > 0 && nameStart - start < 10 && isAt(text, start - 1, WORD)) start -= 1;
  return setHas(ARTICLES, toLowerCase(slice(text, start, nameStart - 1)));
}

/** The line is followed back no further: code that long has its keyword elsewhere. */
const MAX_LINE_CHARS = 80;

/** Whether the name is an index: `[Tokenizer.EOF_TOKEN]: …`. */
export function isIndex(text: string, { name, nameStart, isQuotedName }: ValuePlace): boolean {
  return charCodeAt(text, nameStart + name.length + (isQuotedName ? 1 : 0)) === 93;
}

/** Whether the word before the name, or the line's first, is one that only code has, or the name is a field of `this`. */
export function hasCodeBefore(text: string, nameStart: number): boolean {
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

/** Whether a quote that was opened earlier on the line is open at this place: a text of the code's, such as `'user=me&password=…'`. */
export function isInQuotes(text: string, place: number): boolean {
  let line = place;
  while (line > 0 && place - line < MAX_LINE_CHARS && charCodeAt(text, line - 1) !== 10) line -= 1;
  let open = 0;
  for (let i = line; i < place; i += 1) {
    const code = charCodeAt(text, i);
    if (code === 92) i += 1;
    else if (isQuote(code) && (open === 0 || open === code)) open = open === 0 ? code : 0;
  }
  return open !== 0;
}

/** `+`, `-` of a diff, `>` of a mail or an excerpt, `}` before `else`. */
function isLineSign(code: number): boolean {
  return code === 43 || code === 45 || code === 62 || code === 125;
}

/** Whether what follows the value is what only code has. */
export function hasCodeAfter(text: string, end: number, { isSpaced }: ValuePlace): boolean {
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
