import { type Fields, fieldsOf, isFields } from '../base/fields.ts';
import type { FailureEvent } from '../event/types.ts';
import { oneLine } from './escape-control.ts';
import { renderDescriptor } from './render-descriptor.ts';

/** An error's first line, in characters: the message itself is stored with 200. */
const MAX_HEADLINE_CHARS = 260;
const MAX_PLACE_CHARS = 200;
/** What was recorded at most stands on its own line for each variable; the rest is named on one. */
const MAX_LOCAL_LINES = 20;
const MAX_CAUSE_LINES = 5;
/** Longer ones stand on two lines. */
const MAX_COMPARED_CHARS = 100;
const ANONYMOUS = '<anonymous>';

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
  const [place = '', ...seen] = seenLines(fields, detail.maxLocals ?? MAX_LOCAL_LINES);
  const lines = [renderErrorLine(error), place, ...comparedLines(error), ...seen];
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
  const { type, msg, code, expected, actual } = fieldsOf(error);
  const head = typeof type === 'string' && type !== '' ? type : 'Error';
  const said = typeof msg === 'string' ? msg : '';
  // The rest of an assertion's message draws what was expected and what came, which stand below.
  const told =
    expected === undefined && actual === undefined ? said : said.split('\n', 1)[0]?.replace(/:$/, '');
  const text = told === undefined || told === '' ? '' : `: ${told}`;
  const known = typeof code === 'string' || typeof code === 'number';
  const tail = known && !text.includes(String(code)) ? ` [${code}]` : '';
  return oneLine(`${head}${text}`, MAX_HEADLINE_CHARS) + oneLine(tail, MAX_PLACE_CHARS);
}

/** What an assertion wanted and what it got, on one line if that is short. */
function comparedLines({ expected, actual }: Fields): string[] {
  const wanted = expected === undefined ? '' : `expected ${renderDescriptor(expected)}`;
  const got = actual === undefined ? '' : `actual ${renderDescriptor(actual)}`;
  if (wanted !== '' && got !== '' && wanted.length + got.length < MAX_COMPARED_CHARS)
    return [`  ${wanted}, ${got}`];
  return [wanted, got].filter((text) => text !== '').map((text) => `  ${text}`);
}

/** Where something was thrown, in which test, and the variables there. */
function seenLines(fields: Fields, maxLocals: number): string[] {
  const test = typeof fields.test === 'string' && fields.test !== '' ? fields.test : undefined;
  const lines = [`  at ${placeText(fieldsOf(fields.location), test)}`];
  lines.push(...localLines(fieldsOf(fields.locals), maxLocals));
  if (fields.this !== undefined) lines.push(`  this = ${renderDescriptor(fields.this)}`);
  return lines;
}

function placeText(location: Fields, test: string | undefined): string {
  const file = typeof location.file === 'string' && location.file !== '' ? location.file : '(unknown file)';
  const line = typeof location.line === 'number' && location.line > 0 ? `:${location.line}` : '';
  // A test's function has no name, and the test has one.
  const isNamed =
    typeof location.function === 'string' && !(test !== undefined && location.function === ANONYMOUS);
  const name = isNamed ? ` ${location.function}` : '';
  const place = oneLine(`${file}${line}${name}`, MAX_PLACE_CHARS);
  return test === undefined ? place : `${place}, test ${oneLine(test, MAX_PLACE_CHARS)}`;
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
