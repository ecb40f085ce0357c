import type { Draw } from './draw.ts';

/** Signs that mean something in nearly every grammar, and numbers at which code likes to fail. */
const SIGNS: readonly string[] = [
  ...'{}[]",:\\/\n\r\t \0.-+eE0123456789=\x1b\x7f\x80\xbf\xc0\xe2\xef\xf0\xff',
  '\r\n',
  '\n\n',
  '\\u',
  '\\ud800',
  '\\"',
  '""',
  '1e999',
  '-0',
  '-1',
  '9007199254740993',
  '2147483648',
  '99999999999999999999',
  'null',
  'true',
  '[]',
  '{}',
  '"__proto__":',
  '\xef\xbb\xbf',
  '\xe2\x80\xa8',
  '\xed\xa0\x80',
  '\xf0\x9f\x98\x80',
  '\x1b[2J',
];

/**
 * The text with one to four changes: signs set, put in, left out, a piece repeated, moved, cut off, or taken from `others`. A
 * text of bytes has one character for each.
 */
export function mutate(
  text: string,
  draw: Draw,
  tokens: readonly string[],
  others: readonly string[] = [],
): string {
  let changed = text;
  for (let changes = 1 + draw.below(4); changes > 0; changes -= 1)
    changed = change(changed, draw, tokens, others);
  return changed;
}

const BORDERS: readonly string[] = [',', '{', '"', ':', '\n', '}', '['];

/** Any place, or one behind a sign that separates: there what is put in may be understood. */
function placeIn(text: string, draw: Draw): number {
  const at = draw.below(text.length + 1);
  if (!draw.oneIn(2)) return at;
  const border = text.indexOf(draw.pick(BORDERS), at);
  return border === -1 ? at : border + 1;
}

function change(text: string, draw: Draw, tokens: readonly string[], others: readonly string[]): string {
  const at = placeIn(text, draw);
  switch (draw.below(10)) {
    case 0:
      return text.slice(0, at) + text.slice(at + 1);
    case 1:
      return text.slice(0, at) + text.slice(at + draw.below(text.length - at + 1));
    case 2:
      return text.slice(0, at) + draw.pick(SIGNS) + text.slice(at);
    case 3:
      return text.slice(0, at) + draw.pick(SIGNS) + text.slice(at + 1);
    case 4:
      return text.slice(0, at) + String.fromCharCode(draw.below(256)) + text.slice(at + 1);
    case 5: {
      const end = at + draw.below(text.length - at + 1);
      return text.slice(0, end) + text.slice(at);
    }
    case 6: {
      const end = at + draw.below(text.length - at + 1);
      const to = draw.below(text.length + 1);
      return text.slice(0, to) + text.slice(at, end) + text.slice(to);
    }
    case 7:
      return text.slice(0, at);
    case 8: {
      const other = others.length === 0 ? text : draw.pick(others);
      const from = draw.below(other.length + 1);
      return (
        text.slice(0, at) + other.slice(from, from + draw.below(other.length - from + 1)) + text.slice(at)
      );
    }
    default:
      return tokens.length === 0 ? text.slice(at) : text.slice(0, at) + draw.pick(tokens) + text.slice(at);
  }
}
