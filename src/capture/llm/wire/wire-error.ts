import { slice } from '../../../base/held.ts';
import { MAX_NAME_CHARS, MAX_TEXT_START_CHARS } from '../../../base/limits.ts';
import { field, isRecord, itemsOf, textField } from './json-field.ts';
import type { WireError } from './types.ts';

/** An error of the given type and message, both bounded. */
export function wireError(type: string, msg: string): WireError {
  return { type: slice(type, 0, MAX_NAME_CHARS), msg: slice(msg, 0, MAX_TEXT_START_CHARS) };
}

/** The error that an answer or an event of a stream carries in its `error`; undefined where it carries none. */
export function errorInside(value: unknown): WireError | undefined {
  const error = field(value, 'error');
  // Nearly every event: said first, because it is asked of each.
  if (error === undefined || error === null || error === false) return undefined;
  if (typeof error === 'string') {
    return error === ''
      ? undefined
      : wireError(nameOf(value, ['error_type', 'type', 'code']) ?? 'error', error);
  }
  if (!isRecord(error)) return undefined;
  return errorOf(error);
}

const TYPE_KEYS: readonly string[] = ['type', 'status', '__type', 'code', 'error_type'];

/** An error object in any provider's words: `{type, message}`, `{status, message}`, `{code, message}` … */
export function errorOf(error: unknown): WireError | undefined {
  const msg = messageOf(error);
  const type = nameOf(error, TYPE_KEYS);
  return msg === undefined && type === undefined ? undefined : wireError(type ?? 'error', msg ?? '');
}

/** The error of a refused request: its body, which may be no JSON at all, read beside the status. */
export function errorOfBody(body: unknown, status: number | null, awsType: string | undefined): WireError {
  const whole = itemsOf(body)[0] ?? body;
  const inside = errorInside(whole) ?? errorOf(itemsOf(field(whole, 'errors'))[0]) ?? errorOf(whole);
  const bare = inside?.type === undefined || inside.type === 'error' ? undefined : inside.type;
  return wireError(awsType ?? bare ?? statusName(status), inside?.msg ?? '');
}

/** The name of an error of which no more is known than the status. */
export function statusName(status: number | null): string {
  return status === null ? 'error' : `HTTP ${status}`;
}

function nameOf(error: unknown, keys: readonly string[]): string | undefined {
  for (let i = 0; i < keys.length; i++) {
    const name = field(error, keys[i] ?? '');
    if (typeof name === 'string' && name !== '') return name;
    if (typeof name === 'number' && name >= 400 && name < 600) return statusName(name);
  }
  return undefined;
}

function messageOf(error: unknown): string | undefined {
  const message =
    field(error, 'message') ?? field(error, 'Message') ?? field(error, 'detail') ?? field(error, 'msg');
  if (typeof message === 'string') return message;
  // Mistral and FastAPI list what is wrong with which field.
  const details = itemsOf(isRecord(message) ? field(message, 'detail') : message);
  for (let i = 0; i < details.length; i++) {
    const text = textField(details[i], 'msg');
    if (text !== undefined) return text;
  }
  return undefined;
}
