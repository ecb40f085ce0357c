const { hasOwn } = Object;
const { isArray } = Array;
const { isSafeInteger } = Number;

/**
 * Reading what `JSON.parse` made, whatever it is: only own properties count, so that neither a key `__proto__` nor what a program
 * has put on `Object.prototype` is taken for data.
 */
export function field(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && hasOwn(value, key)
    ? (value as Record<string, unknown>)[key]
    : undefined;
}

/** A field that is a string with something in it. */
export function textField(value: unknown, key: string): string | undefined {
  const text = field(value, key);
  return typeof text === 'string' && text !== '' ? text : undefined;
}

const NO_ITEMS: readonly unknown[] = [];

/** The items of an array, none of anything else. To be read by index. */
export function itemsOf(value: unknown): readonly unknown[] {
  return isArray(value) ? (value as readonly unknown[]) : NO_ITEMS;
}

/** Whether it is an object that is no array. */
export function isRecord(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !isArray(value);
}

/** A field that is a count: a whole number from 0 up that JavaScript holds exactly. All else, strings of digits too, is null. */
export function countField(value: unknown, key: string): number | null {
  const number = field(value, key);
  return isSafeInteger(number) && (number as number) >= 0 ? (number as number) + 0 : null;
}
