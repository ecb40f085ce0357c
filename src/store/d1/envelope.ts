import { isFields } from '../../base/fields.ts';
import type { Row } from './connection.ts';

/** An answer of Cloudflare's API, with only what is used of it. */
export interface Envelope {
  readonly success: boolean;
  /** `code` is -1 where there is none. */
  readonly errors: readonly { readonly code: number; readonly message: string }[];
  /** The rows of each statement; `undefined` where it has another shape. */
  readonly results: readonly (readonly Row[])[] | undefined;
}

/** Reads the text of an answer; `undefined` where it is no JSON object with `success`. Never throws. */
export function readEnvelope(text: string): Envelope | undefined {
  let answer: unknown;
  try {
    answer = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isFields(answer) || typeof answer.success !== 'boolean') return undefined;
  const results = listOf(answer.result);
  const failed = results.filter((result) => isFields(result) && result.success === false);
  return {
    success: answer.success && failed.length === 0,
    errors: [...listOf(answer.errors), ...failed].flatMap(readError),
    results: Array.isArray(answer.result) ? readResults(results) : undefined,
  };
}

function readError(error: unknown): { code: number; message: string }[] {
  if (!isFields(error)) return [];
  const message = typeof error.message === 'string' ? error.message : error.error;
  const code = Number(error.code ?? -1);
  return typeof message === 'string' || code !== -1
    ? [{ code, message: typeof message === 'string' ? message : `code ${code}` }]
    : [];
}

function readResults(results: readonly unknown[]): (readonly Row[])[] | undefined {
  const rows = results.map((result) => (isFields(result) ? result.results : undefined));
  const isWhole = rows.every((list) => Array.isArray(list) && list.every(isFields));
  return isWhole ? (rows as Row[][]) : undefined;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
