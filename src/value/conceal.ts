import { charCodeAt } from '../base/held.ts';
import { isSecretName, isSecretNumberName } from '../redact/names.ts';
import { MISSING, readOwn } from './read.ts';

/**
 * Whether a name hides the value under it. What holds no secret stays readable: nothing, an empty text, a truth value,
 * a function, and a number unless the name is one of those under which digits are a secret.
 */
export function conceals(name: string, value: unknown): boolean {
  switch (typeof value) {
    case 'string':
      return value !== '' && isSecretName(name);
    case 'object':
      return value !== null && isSecretName(name);
    case 'number':
    case 'bigint':
      return isSecretNumberName(name);
    default:
      return false;
  }
}

const DASH = 45;

/** Whether an item of a list is hidden by the item before it: `['Authorization', …]`, raw headers, `['--password', …]`. */
export function concealsNext(before: unknown, index: number, item: unknown): boolean {
  if (typeof before !== 'string' || before === '') return false;
  return (index % 2 === 1 || charCodeAt(before, 0) === DASH) && conceals(before, item);
}

/** Whether an object's field is hidden by its own name, or a `value` by the name beside it: `{ name: 'API_KEY', value: … }`. */
export function concealsField(object: object, key: string, value: unknown): boolean {
  if (conceals(key, value)) return true;
  if (key !== 'value') return false;
  let name = readOwn(object, 'name');
  if (name === MISSING) name = readOwn(object, 'key');
  return typeof name === 'string' && conceals(name, value);
}
