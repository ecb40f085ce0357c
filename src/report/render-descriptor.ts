import { type Fields, isFields } from '../base/fields.ts';
import { oneLine } from './escape-control.ts';

/** The longest line that a value may take, in characters. */
const MAX_VALUE_CHARS = 160;
/** Values of another writer may be nested deeper than `describe` goes. */
const MAX_RENDER_DEPTH = 8;

const SCALARS: ReadonlySet<string> = new Set(['int', 'float', 'bool', 'bigint', 'symbol']);
const DESCRIPTOR_KEYS: ReadonlySet<string> = new Set(['t', 'v', 'n', 'k', 'it', 'preview', 'truncated']);

/**
 * A value on one line, as a reader of JavaScript would write it: `"abc"`, `3`, `[1, 2, 3, … 87 more int]`,
 * `User {id: 3, name: "x"}`, `Map(2)`. Takes whatever stands in a log; never throws.
 */
export function renderDescriptor(descriptor: unknown, maxChars: number = MAX_VALUE_CHARS): string {
  if (!isFields(descriptor) || typeof descriptor.t !== 'string') {
    return oneLine(plainText(descriptor, 0, maxChars), maxChars);
  }
  return oneLine(descriptorText(descriptor, descriptor.t, 0, maxChars), maxChars);
}

/** A nested value stands as itself or, where plain JSON cannot say what it is, as a descriptor. */
function plainText(value: unknown, depth: number, room: number): string {
  if (typeof value === 'string') return quoted(value, room);
  if (typeof value !== 'object' || value === null) return String(value);
  if (depth >= MAX_RENDER_DEPTH) return '…';
  if (Array.isArray(value)) return `[${itemsText(value, depth, room)}]`;
  const fields = value as Fields;
  if (typeof fields.t === 'string' && Object.keys(fields).every((key) => DESCRIPTOR_KEYS.has(key))) {
    return descriptorText(fields, fields.t, depth, room);
  }
  return objectText(fields, depth, room);
}

function descriptorText(fields: Fields, type: string, depth: number, room: number): string {
  const { v, truncated } = fields;
  if (type === 'str' && typeof v === 'string') return `${quoted(v, room)}${moreChars(truncated, v)}`;
  if (type === 'fn') return typeof v === 'string' && v !== '' ? `fn ${v}` : 'fn';
  if (type === 'bigint' && typeof v === 'string') return `${v}n${moreChars(truncated, v)}`;
  if (SCALARS.has(type) && v !== undefined && typeof v !== 'object') return String(v);
  if (type === 'null' || type === 'undefined') return type;
  if (Array.isArray(v)) return listText(type, v, '', depth, room);
  if (isFields(v)) return `${named(type, 'Object')}${objectText(v, depth, room, Number(fields.n))}`;
  if (v !== undefined) return `${type} ${String(v)}${moreChars(truncated, String(v))}`;
  return unseenText(fields, type, depth, room);
}

/** A value of which only the beginning, the keys or the size is known. */
function unseenText(fields: Fields, type: string, depth: number, room: number): string {
  const size = typeof fields.n === 'number' ? fields.n : undefined;
  if (Array.isArray(fields.preview)) {
    const left = size === undefined ? 0 : size - fields.preview.length;
    const more = left > 0 ? `… ${left} more${typeof fields.it === 'string' ? ` ${fields.it}` : ''}` : '';
    return listText(type, fields.preview, more, depth, room);
  }
  if (Array.isArray(fields.k)) {
    const left = size === undefined ? 0 : size - fields.k.length;
    return `${named(type, 'Object')}{${joined(fields.k, room, (key, left) => keyText(key, left))}${left > 0 ? `, … ${left} more` : ''}}`;
  }
  if (size === undefined) return type;
  return typeof fields.it === 'string' ? `${type}(${size}) of ${fields.it}` : `${type}(${size})`;
}

/** Items in brackets; the entries of a map, which are stored as pairs, as `key => value` in braces. */
function listText(
  type: string,
  items: readonly unknown[],
  more: string,
  depth: number,
  room: number,
): string {
  const isMap = MAP_NAME.test(type) && items.every((item) => Array.isArray(item) && item.length === 2);
  const shown = isMap
    ? joined(items as [unknown, unknown][], room, ([key, value], left) =>
        [key, value].map((part) => plainText(part, depth + 1, left)).join(' => '),
      )
    : itemsText(items, depth, room);
  const inside = [shown, more].filter((part) => part !== '').join(', ');
  return isMap ? `${type} {${inside}}` : `${named(type, 'Array')}[${inside}]`;
}

/** Classes are told apart by their names alone, which is how a log names them. */
const MAP_NAME = /(?:Map|Params)$/;

function itemsText(items: readonly unknown[], depth: number, room: number): string {
  return joined(items, room, (item, left) => plainText(item, depth + 1, left));
}

function objectText(fields: Fields, depth: number, room: number, size: number = 0): string {
  const keys = Object.keys(fields);
  const text = joined(
    keys,
    room,
    (key, left) => `${keyText(key, left)}: ${plainText(fields[key], depth + 1, left)}`,
  );
  return size > keys.length ? `{${text}, … ${size - keys.length} more}` : `{${text}}`;
}

/** Stops when the line is full: the end of a giant is never looked at. */
function joined<T>(parts: readonly T[], room: number, render: (part: T, room: number) => string): string {
  let text = '';
  for (const [i, part] of parts.entries()) {
    if (i > 0) text += ', ';
    text += render(part, room);
    if (text.length > room) break;
  }
  return text;
}

/** A key as it is; in quotes where it is empty or has a blank or a sign that would pass for something else. */
function keyText(key: unknown, room: number): string {
  if (typeof key !== 'string') return plainText(key, MAX_RENDER_DEPTH, room);
  return PLAIN_KEY.test(key) ? key : quoted(key, room);
}

const PLAIN_KEY = /^[\p{L}\p{M}\p{N}_$#@./-]+$/u;

/** Blanks that look like a space and are none, and what takes no room at all. */
const UNSEEN = /[\u00a0\u00ad\u1680\u180e\u2000-\u200b\u202f\u205f\u2060]/g;

function quoted(text: string, room: number): string {
  const shown = JSON.stringify(text.length > room ? text.slice(0, room) : text);
  return shown.replace(UNSEEN, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function moreChars(truncated: unknown, shown: string): string {
  return typeof truncated === 'number' && truncated > shown.length ? ` … of ${truncated} chars` : '';
}

function named(type: string, silent: string): string {
  return type === silent ? '' : `${type} `;
}
