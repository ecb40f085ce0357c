import { append, put } from '../base/held.ts';
import {
  MAX_KEYS,
  MAX_STRING_CHARS,
  MAX_TYPE_CHARS,
  MAX_WHOLE_ITEMS,
  PREVIEW_ITEMS,
} from '../base/limits.ts';
import { clip, MARKER } from '../redact/redact.ts';
import { joinSafe, ownWord, type SafeText } from '../redact/safe-text.ts';
import {
  dateText,
  domExceptionText,
  itemsOf,
  lengthOf,
  regexpParts,
  sizeOf,
  unbox,
  urlText,
} from './builtin.ts';
import { conceals, concealsField, concealsNext } from './conceal.ts';
import type { Descriptor, SafeJson } from './descriptor.ts';
import { keysOf } from './keys.ts';
import { ACCESSOR, MISSING, readInherited, readLength, readOwn } from './read.ts';
import { describeText } from './scalar.ts';
import type { Shape } from './shape.ts';

const SLASH = ownWord('/');
const NOTHING = ownWord('');
const GETTER = ownWord('[getter]');
const EMPTY = ownWord('[empty]');
const UNINITIALIZED = ownWord('[uninitialized]');

/** How the values inside an object are described. */
export interface Nesting {
  nest(value: unknown): SafeJson;
  /** A word in the place of a value that is not looked at; it counts as a value. */
  instead(word: SafeText): SafeJson;
  /** A key as it is shown. */
  keyText(key: string): SafeText;
  typeOf(value: unknown): SafeText;
}

/** The descriptor of an object of the given shape, its values described by the walk. */
export function contentOf(object: object, shape: Shape, walk: Nesting): Descriptor {
  try {
    return contentByKind(object, shape, walk);
  } catch {
    // It poses as a built-in (`Object.create(Map.prototype)`): what it has is its own keys.
    return fields(object, shape.name, walk);
  }
}

function contentByKind(object: object, { kind, name }: Shape, walk: Nesting): Descriptor {
  switch (kind) {
    case 'array':
    case 'arguments':
      return list(name, readLength(object), (i) => readOwn(object, i), walk);
    case 'typed':
      // An index within the length is the array's own: no prototype is asked.
      return list(name, lengthOf(object, 'typed'), (i) => (object as ArrayLike<unknown>)[i], walk);
    case 'set': {
      const next = itemsOf(object, 'set');
      return list(name, sizeOf(object, 'set'), () => next()?.value, walk);
    }
    case 'map':
    case 'params':
      return entries(object, kind, name, walk);
    case 'error':
      return error(object, name, walk);
    case 'date':
      return describeText(name, dateText(object));
    case 'regexp':
      return regexp(object, name);
    case 'url': {
      const href = urlText(object);
      return href === undefined ? { t: name } : describeText(name, href);
    }
    case 'buffer':
    case 'view':
      return { t: name, n: lengthOf(object, kind) };
    case 'boxed':
      return { t: name, v: walk.nest(unbox(object)) };
    case 'opaque':
      return { t: name };
    default:
      return fields(object, name, walk);
  }
}

/** `/source/flags`. The source is judged without the slashes, behind which a secret would pass for a part of a path. */
function regexp(object: object, t: SafeText): Descriptor {
  const { source, flags } = regexpParts(object);
  const begun = joinSafe(SLASH, clip(source, MAX_STRING_CHARS).text, NOTHING);
  if (source.length > MAX_STRING_CHARS) return { t, v: begun, truncated: source.length + flags.length + 2 };
  return { t, v: joinSafe(begun, SLASH, flags) };
}

/** A short list whole, of a longer one the first items; `it` speaks of the items that were looked at. */
function list(name: SafeText, length: number, at: (index: number) => unknown, walk: Nesting): Descriptor {
  const isWhole = length <= MAX_WHOLE_ITEMS;
  const shown = isWhole ? length : PREVIEW_ITEMS;
  const items: SafeJson[] = [];
  let type: SafeText | undefined;
  let isMixed = isWhole;
  let before: unknown;
  for (let i = 0; i < shown; i += 1) {
    const item = at(i);
    if (item === MISSING || item === ACCESSOR) {
      append(items, walk.instead(item === MISSING ? EMPTY : GETTER));
      isMixed = true;
    } else {
      append(items, concealsNext(before, i, item) ? walk.instead(MARKER) : walk.nest(item));
      if (!isMixed) {
        const itemType = walk.typeOf(item);
        isMixed = type !== undefined && type !== itemType;
        type = itemType;
      }
    }
    before = item;
  }
  if (isWhole) return { t: name, v: items };
  return isMixed || type === undefined
    ? { t: name, n: length, preview: items }
    : { t: name, n: length, it: type, preview: items };
}

/** The entries of a map as pairs: up to 20 whole, else the first 20 as a preview. */
function entries(object: object, kind: 'map' | 'params', name: SafeText, walk: Nesting): Descriptor {
  const size = sizeOf(object, kind);
  const next = itemsOf(object, kind);
  const pairs: SafeJson[] = [];
  for (let i = 0; i < MAX_KEYS; i += 1) {
    const item = next();
    if (item === undefined) break;
    const entry = item.value as readonly [unknown, unknown];
    const key = entry[0];
    const isHidden = typeof key === 'string' && conceals(key, entry[1]);
    append(pairs, [walk.nest(key), isHidden ? walk.instead(MARKER) : walk.nest(entry[1])]);
  }
  return size <= MAX_KEYS ? { t: name, v: pairs } : { t: name, n: size, preview: pairs };
}

/** An object's own enumerable keys in their order; a getter is named, not run. */
function fields(object: object, name: SafeText, walk: Nesting): Descriptor {
  const { keys, count } = keysOf(object, name === 'Module');
  const shown: Record<string, SafeJson> = {};
  for (let i = 0; i < keys.length && i < MAX_KEYS; i += 1) {
    putField(shown, object, keys[i] ?? '', walk);
  }
  if (keys.length === 0 && name !== 'Object') return { t: name };
  return count === undefined || count <= MAX_KEYS ? { t: name, v: shown } : { t: name, n: count, v: shown };
}

function putField(shown: Record<string, SafeJson>, object: object, key: string, walk: Nesting): void {
  const value = field(object, key, walk);
  if (value !== undefined) put(shown, walk.keyText(key), value);
}

function field(object: object, key: string, walk: Nesting): SafeJson | undefined {
  let value: unknown;
  try {
    value = readOwn(object, key);
  } catch {
    // A module's binding before its declaration ran.
    return walk.instead(UNINITIALIZED);
  }
  if (value === ACCESSOR) return walk.instead(GETTER);
  // A remembered key that is gone by now.
  if (value === MISSING) return undefined;
  return concealsField(object, key, value) ? walk.instead(MARKER) : walk.nest(value);
}

const PLAIN_ERROR = 'Error';

/** An error by its name, message, code and cause, and the fields that its maker gave it. Its `stack` is never asked for. */
function error(object: object, className: SafeText, walk: Nesting): Descriptor {
  const dom = domExceptionText(object);
  const name = dom?.name ?? readInherited(object, 'name');
  const message = dom?.message ?? readInherited(object, 'message');
  const shown: Record<string, SafeJson> = {};
  if (typeof message === 'string') put(shown, 'msg', walk.nest(message));
  const { keys } = keysOf(object, false);
  for (let i = 0; i < keys.length && i < MAX_KEYS; i += 1) {
    const key = keys[i] ?? '';
    if (key === 'stack' || key === 'message' || key === 'name' || key === 'cause') continue;
    putField(shown, object, key, walk);
  }
  putHidden(shown, object, 'code', walk);
  putHidden(shown, object, 'errors', walk);
  putHidden(shown, object, 'cause', walk);
  const isTelling = typeof name === 'string' && name !== '' && name !== PLAIN_ERROR;
  return { t: isTelling ? clip(name, MAX_TYPE_CHARS).text : className, v: shown };
}

const { hasOwn } = Object;

/** Adds a field that errors keep out of their enumerable keys. */
function putHidden(shown: Record<string, SafeJson>, object: object, key: string, walk: Nesting): void {
  if (hasOwn(object, key) && !hasOwn(shown, key)) putField(shown, object, key, walk);
}
