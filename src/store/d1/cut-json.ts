import { type Fields, isFields } from '../../base/fields.ts';
import { put } from '../../base/held.ts';
import { MAX_WHOLE_ITEMS, PREVIEW_ITEMS } from '../../base/limits.ts';
import { clip } from '../../redact/redact.ts';

/** How much of a value is kept. */
export interface JsonLimits {
  /** Levels below the value itself that are shown. */
  readonly depth: number;
  readonly maxChars: number;
  readonly maxKeys: number;
}

/** JSON cut by the rules for fields, in the shape of a descriptor where something is left out; looks at nothing that is not kept. */
export function cutJson(value: unknown, limits: JsonLimits): unknown {
  if (typeof value === 'string') return clip(value, limits.maxChars).text;
  if (Array.isArray(value)) return cutArray(value, limits);
  if (!isFields(value)) return value;
  if (limits.depth < 0) return 'Object {…}';
  const count = Object.keys(value).length;
  const fields = cutFields(value, limits);
  return count > limits.maxKeys ? { t: 'Object', n: count, v: fields } : fields;
}

function cutArray(items: readonly unknown[], limits: JsonLimits): unknown {
  if (limits.depth < 0) return `Array(${items.length})`;
  const inner = deeper(limits);
  if (items.length <= MAX_WHOLE_ITEMS) return items.map((item) => cutJson(item, inner));
  const preview = items.slice(0, PREVIEW_ITEMS).map((item) => cutJson(item, inner));
  return { t: 'Array', n: items.length, preview };
}

/** The first fields of an object, and those of the names given wherever they stand. A text's full length goes into `truncated`. */
export function cutFields(
  object: Fields,
  limits: JsonLimits,
  needed: readonly string[] = [],
): Record<string, unknown> {
  const cut: Record<string, unknown> = {};
  const inner = deeper(limits);
  for (const key of keptKeys(object, limits.maxKeys, needed)) {
    const value = object[key];
    const short = cutJson(value, inner);
    put(cut, clip(key, limits.maxChars).text, short);
    const holdsText = key === 'msg' || (key === 'v' && typeof object.t === 'string');
    if (holdsText && typeof value === 'string' && value !== short && !Object.hasOwn(object, 'truncated'))
      put(cut, 'truncated', value.length);
  }
  return cut;
}

/** The names of the fields that are kept, in their order. `__proto__` would make a reader refuse the event. */
export function keptKeys(object: Fields, maxKeys: number, needed: readonly string[]): string[] {
  const kept: string[] = [];
  let others = 0;
  for (const key of Object.keys(object)) {
    if (key === '__proto__') continue;
    if (needed.includes(key)) kept.push(key);
    else if (others < maxKeys) {
      kept.push(key);
      others += 1;
    }
  }
  return kept;
}

function deeper(limits: JsonLimits): JsonLimits {
  return { ...limits, depth: limits.depth - 1 };
}
