import { append, charCodeAt, indexOf, slice } from '../../../base/held.ts';
import { parsed, parseJson } from './parse-json.ts';

const { isArray } = Array;
const { keys } = Object;

/** A text of more characters is not learned: what it repeats is little beside what it says. */
const MAX_LEARNED_CHARS = 2_048;
const MAX_HOLES = 4;
const MAX_DEPTH = 16;
/** How often in a row two texts may turn out to be unlike each other until nobody looks any more. */
const MAX_TRIES = 4;
/** No provider sends it; what a hole is filled with while its place is looked for. */
const MARK = '\uffff';
const BACKSLASH = 92;

type Parent = Record<string, unknown>;

/** What several texts have in common: `literals` with one string's inside between each two of them. */
interface Pattern {
  readonly literals: readonly string[];
  /** What the texts stand for; the strings between are its only part that changes. */
  readonly value: unknown;
  /** Where each of these strings stands in it. */
  readonly parents: readonly Parent[];
  readonly names: readonly string[];
}

/**
 * A `parseJson` for texts of which each is the one before but for a few strings, as the events of a stream are. What they share is
 * compared, not parsed, and the same object is given again with the new strings in it: the caller must have done with it by then. A text with
 * an escape is parsed as ever. A known text of 250 characters costs about a third of what `JSON.parse` does.
 */
export function createRepeatParser(): (text: string) => unknown {
  let pattern: Pattern | undefined;
  let before: string | undefined;
  let tries = MAX_TRIES;

  return (text) => {
    if (pattern !== undefined && isFilled(pattern, text)) {
      tries = MAX_TRIES;
      return pattern.value;
    }
    if (tries > 0 && text.length <= MAX_LEARNED_CHARS) {
      if (before !== undefined) {
        tries -= 1;
        pattern = learn(before, text) ?? pattern;
        if (pattern !== undefined && isFilled(pattern, text)) {
          before = undefined;
          return pattern.value;
        }
      }
      before = text;
    }
    return parseJson(text);
  };
}

/** Whether a text is of the pattern, whose value then is the text's. */
function isFilled({ literals, parents, names }: Pattern, text: string): boolean {
  const holes = parents.length;
  const found: string[] = [];
  let at = 0;
  for (let i = 0; i < holes; i++) {
    const literal = literals[i] as string;
    const from = at + literal.length;
    if (slice(text, at, from) !== literal) return false;
    const to = indexOf(text, '"', from);
    for (let place = from; place < to; place++) {
      const code = charCodeAt(text, place);
      if (code < 32 || code === BACKSLASH) return false;
    }
    if (to === -1) return false;
    append(found, slice(text, from, to));
    at = to;
  }
  if (slice(text, at) !== literals[holes]) return false;
  // Own properties of plain data: no prototype is asked.
  for (let i = 0; i < holes; i++) (parents[i] as Parent)[names[i] as string] = found[i];
  return true;
}

/** The pattern of two texts that differ in the insides of a few strings only; undefined where they differ otherwise. */
function learn(one: string, other: string): Pattern | undefined {
  const unlike = indexOf(one, '\\') !== -1 || indexOf(other, '\\') !== -1 || indexOf(other, MARK) !== -1;
  const literals = unlike ? undefined : literalsOf(one, other);
  if (literals === undefined) return undefined;
  let text = literals[0] as string;
  for (let i = 1; i < literals.length; i++) text += `${MARK}${i}${literals[i]}`;
  const value = parsed(text);
  const parents: Parent[] = [];
  const names: string[] = [];
  for (let i = 1; i < literals.length; i++) {
    const place = placeOf(value, `${MARK}${i}`, 0);
    // A key, or what a later key of the same name has replaced.
    if (place === undefined) return undefined;
    append(parents, place.parent);
    append(names, place.name);
  }
  return { literals, value, parents, names };
}

function literalsOf(one: string, other: string): string[] | undefined {
  const literals: string[] = [];
  let oneAt = 0;
  let at = 0;
  let literalAt = 0;
  for (;;) {
    const oneQuote = indexOf(one, '"', oneAt);
    const quote = indexOf(other, '"', at);
    if (oneQuote === -1 || quote === -1) break;
    if (slice(one, oneAt, oneQuote) !== slice(other, at, quote)) return undefined;
    const oneEnd = indexOf(one, '"', oneQuote + 1);
    const end = indexOf(other, '"', quote + 1);
    if (oneEnd === -1 || end === -1) return undefined;
    if (slice(one, oneQuote, oneEnd) !== slice(other, quote, end)) {
      if (literals.length === MAX_HOLES) return undefined;
      append(literals, slice(other, literalAt, quote + 1));
      literalAt = end;
    }
    oneAt = oneEnd + 1;
    at = end + 1;
  }
  if (literals.length === 0 || slice(one, oneAt) !== slice(other, at)) return undefined;
  append(literals, slice(other, literalAt));
  return literals;
}

function placeOf(
  value: unknown,
  mark: string,
  depth: number,
): { readonly parent: Parent; readonly name: string } | undefined {
  if (typeof value !== 'object' || value === null || depth > MAX_DEPTH) return undefined;
  const parent = value as Parent;
  const length = isArray(value) ? value.length : -1;
  const names = length === -1 ? keys(value) : [];
  const count = length === -1 ? names.length : length;
  for (let i = 0; i < count; i++) {
    const name = length === -1 ? (names[i] as string) : `${i}`;
    const item = parent[name];
    if (item === mark) return { parent, name };
    const place = placeOf(item, mark, depth + 1);
    if (place !== undefined) return place;
  }
  return undefined;
}
