import { toLowerCase } from '../../base/held.ts';
import { byteLength, isUint8Array, latin1Slice } from '../../base/held-bytes.ts';
import type { AnswerHead } from './wire/types.ts';

/** Status and headers as Node's clients have them. */
export interface RawHead {
  readonly statusCode: number;
  /** Names and values in turns, as bytes or text; or a record of them. */
  readonly headers: unknown;
}

const { isArray } = Array;
const { getOwnPropertyDescriptor } = Object;

/** What stands before an answer's body; each header is looked for when it is asked for. */
export function headOf({ statusCode, headers }: RawHead): AnswerHead {
  return {
    status: typeof statusCode === 'number' && statusCode > 0 ? statusCode : null,
    header: (name) => (isArray(headers) ? inTurns(headers, name) : inRecord(headers, name)),
  };
}

function inTurns(headers: readonly unknown[], name: string): string | undefined {
  for (let i = 0; i + 1 < headers.length; i += 2) {
    // An answer may have thirty headers, of which one or two are as long as the one that is sought.
    if ((headers[i] as { readonly length?: unknown } | null)?.length !== name.length) continue;
    if (toLowerCase(textOf(headers[i])) === name) return textOf(headers[i + 1]);
  }
  return undefined;
}

function inRecord(headers: unknown, name: string): string | undefined {
  if (typeof headers !== 'object' || headers === null) return undefined;
  const value: unknown = getOwnPropertyDescriptor(headers, name)?.value;
  return value === undefined ? undefined : textOf(isArray(value) ? value[0] : value);
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  return isUint8Array(value) ? latin1Slice(value, 0, byteLength(value)) : '';
}
