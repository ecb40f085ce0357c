import { ensure } from './target.ts';

const { hasOwn, is, keys } = Object;
const KEYS: ReadonlySet<string> = new Set(['t', 'v', 'n', 'k', 'it', 'preview', 'truncated']);
/** A text may end behind a marker that stands across its cut, and stand in words of agentlog's own. */
const MAX_TEXT_CHARS = 240;
const MAX_KEY_CHARS = 100;
const MAX_LEVELS = 24;
/** The work of one call is some 300 values, each with what is named of it. */
const MAX_VALUES = 1800;
const MAX_CHARS = 120_000;

/** Fails unless it is what a descriptor is: plain data that JSON can hold, whole and bounded. */
export function checkDescriptor(descriptor: unknown): void {
  let values = 0;
  let chars = 0;

  function checkText(text: unknown, max: number): void {
    ensure(typeof text === 'string' && text.length <= max, 'a text without bounds', () => text);
    chars += (text as string).length;
  }

  function checkJson(value: unknown, level: number): void {
    values += 1;
    ensure(level <= MAX_LEVELS, 'a descriptor that is too deep');
    if (value === null || typeof value === 'boolean') return;
    if (typeof value === 'number')
      ensure(Number.isFinite(value) && !is(value, -0), 'a number that is not JSON', () => String(value));
    else if (typeof value === 'string') checkText(value, MAX_TEXT_CHARS);
    else if (Array.isArray(value)) for (let i = 0; i < value.length; i += 1) checkJson(value[i], level + 1);
    else {
      ensure(
        typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype,
        'a value that is not JSON',
        () => String(value),
      );
      for (const key of keys(value as object)) {
        checkText(key, MAX_KEY_CHARS);
        checkJson((value as Record<string, unknown>)[key], level + 1);
      }
    }
  }

  checkJson(descriptor, 0);
  ensure(values <= MAX_VALUES, 'a descriptor of too many values', () => values);
  ensure(chars <= MAX_CHARS, 'a descriptor of too many characters', () => chars);
  const fields = descriptor as Readonly<Record<string, unknown>>;
  ensure(
    keys(fields).every((key) => KEYS.has(key)),
    'a key that no descriptor has',
    () => keys(fields),
  );
  ensure(typeof fields.t === 'string', 'a descriptor without a type');
  for (const key of ['n', 'truncated']) {
    const count = fields[key];
    if (hasOwn(fields, key))
      ensure(typeof count === 'number' && count >= 0, 'a count that is none', () => [key, count]);
  }
}
