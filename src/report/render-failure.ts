import type { FailureEvent } from '../event/types.ts';
import { oneLine } from './escape-control.ts';
import { type Fields, fieldsOf, isFields } from './fields.ts';
import { renderDescriptor } from './render-descriptor.ts';

/** An error's first line, in characters: the message itself is stored with 200. */
const MAX_HEADLINE_CHARS = 260;
const MAX_PLACE_CHARS = 200;
/** What was recorded at most stands on its own line for each variable; the rest is named on one. */
const MAX_LOCAL_LINES = 20;
const MAX_CAUSE_LINES = 5;

/** How much of a failure is shown. */
export interface FailureDetail {
  /** Lines given to variables; the names of the others share one line. @defaultValue 20 */
  readonly maxLocals?: number;
}

/**
 * A failure in a few lines: the error, its place, the variables there, then what caused it. Every line is safe to
 * print. Takes whatever stands in a log; never throws.
 *
 * @example
 * renderFailure(event)
 * // TypeError: Cannot read properties of null (reading 'price')
 * //   at src/cart.js:42 total
 * //   item = null
 */
export function renderFailure(event: FailureEvent, detail: FailureDetail = {}): string[] {
  const fields = event as unknown as Fields;
  const error = fieldsOf(fields.error);
  const lines = [renderErrorLine(error), ...seenLines(fields, detail.maxLocals ?? MAX_LOCAL_LINES)];
  for (const [key, label] of REASONS) {
    const reason = fields[key];
    if (typeof reason === 'string') lines.push(oneLine(`  (${label}: ${reason})`, MAX_PLACE_CHARS));
  }
  lines.push(...causeLines(error));
  if (isFields(fields.origin)) {
    lines.push(...seenLines(fields.origin, detail.maxLocals ?? MAX_LOCAL_LINES).map((line) => `  ${line}`));
  }
  return lines;
}

const REASONS: readonly (readonly [string, string])[] = [
  ['locals_missing', 'no variables'],
  ['suppressed', 'capture was reduced'],
];

/** An error on one line: `TypeError: msg`, with its code where the message does not say it. */
export function renderErrorLine(error: unknown): string {
  const { type, msg, code } = fieldsOf(error);
  const head = typeof type === 'string' && type !== '' ? type : 'Error';
  const text = typeof msg === 'string' && msg !== '' ? `: ${msg}` : '';
  const known = typeof code === 'string' || typeof code === 'number';
  const tail = known && !text.includes(String(code)) ? ` [${code}]` : '';
  return oneLine(`${head}${text}`, MAX_HEADLINE_CHARS) + oneLine(tail, MAX_PLACE_CHARS);
}

/** Where something was thrown, and the variables there. */
function seenLines(fields: Fields, maxLocals: number): string[] {
  const lines = [`  at ${placeText(fieldsOf(fields.location))}`];
  lines.push(...localLines(fieldsOf(fields.locals), maxLocals));
  if (fields.this !== undefined) lines.push(`  this = ${renderDescriptor(fields.this)}`);
  return lines;
}

function placeText(location: Fields): string {
  const file = typeof location.file === 'string' && location.file !== '' ? location.file : '(unknown file)';
  const line = typeof location.line === 'number' && location.line > 0 ? `:${location.line}` : '';
  const name = typeof location.function === 'string' ? ` ${location.function}` : '';
  return oneLine(`${file}${line}${name}`, MAX_PLACE_CHARS);
}

function localLines(locals: Fields, maxLocals: number): string[] {
  const names = Object.keys(locals);
  const lines = names
    .slice(0, maxLocals)
    .map((name) => `  ${nameText(name)} = ${renderDescriptor(locals[name])}`);
  const rest = names.slice(maxLocals);
  if (rest.length > 0) {
    lines.push(oneLine(`  … ${rest.length} more: ${rest.slice(0, 50).join(', ')}`, MAX_PLACE_CHARS));
  }
  return lines;
}

function causeLines(error: Fields): string[] {
  const lines: string[] = [];
  let cause = error.cause;
  for (let i = 0; i < MAX_CAUSE_LINES && isFields(cause); i += 1) {
    lines.push(`  caused by ${renderErrorLine(cause)}`);
    cause = cause.cause;
  }
  if (Array.isArray(error.errors)) {
    for (const one of error.errors.slice(0, MAX_CAUSE_LINES)) lines.push(`  holds ${renderErrorLine(one)}`);
  }
  return lines;
}

function nameText(name: string): string {
  return oneLine(name, 60);
}
