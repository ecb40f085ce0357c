import { charCodeAt } from '../../../base/held.ts';

const { parse } = JSON;

/**
 * The object or array that a text holds; undefined where it holds none. A text that visibly is none is not tried: what `JSON.parse`
 * refuses costs much more than what it takes while a debugger looks on.
 */
export function parseJson(text: string): unknown {
  let from = 0;
  let to = text.length - 1;
  while (from < to && charCodeAt(text, from) <= 32) from++;
  while (to > from && charCodeAt(text, to) <= 32) to--;
  const first = charCodeAt(text, from);
  const last = charCodeAt(text, to);
  if (!(first === 123 && last === 125) && !(first === 91 && last === 93)) return undefined;
  return parsed(text);
}

/** The value that a text holds, a string or a number too; undefined where it holds none. */
export function parsed(text: string): unknown {
  try {
    return parse(text);
  } catch {
    return undefined;
  }
}
