import { MAX_CAUSES, MAX_STRING_CHARS, MAX_TYPE_CHARS } from '../base/limits.ts';
import { isProxy, kindOf } from '../base/probe.ts';
import { clip } from '../redact/redact.ts';
import { ownWord, type SafeText } from '../redact/safe-text.ts';
import { domExceptionText } from '../value/builtin.ts';
import { describe } from '../value/describe.ts';
import { ACCESSOR, MISSING, readData, readOwn } from '../value/read.ts';
import { encodeJson } from './line.ts';
import type { ErrorSummary } from './types.ts';

const { getPrototypeOf } = Reflect;
const errorPrototype: object = Error.prototype;
// biome-ignore lint/suspicious/noControlCharactersInRegex: colours begin with one
const COLOURS = /\u001b\[[\d;]*m/g;

/**
 * Sums up a thrown value in few words: an error by its type, message, code and causes, anything else by its type and
 * value. Runs none of the program's code.
 */
export function summarizeThrown(thrown: unknown): ErrorSummary {
  return summarize(thrown, new Set());
}

/** Whether a value is an error: of this realm or of another, or made by inheriting from one. */
export function isErrorLike(value: unknown): value is object {
  if (typeof value !== 'object' || value === null || isProxy(value)) return false;
  return kindOf(value) === 'error' || inheritsFromError(value);
}

/** As `instanceof Error`, a DOMException included, but past no Proxy among the prototypes, whose trap would run. */
function inheritsFromError(value: object): boolean {
  let holder: object | null = value;
  while (holder !== null && !isProxy(holder)) {
    if (holder === errorPrototype) return true;
    holder = getPrototypeOf(holder);
  }
  return false;
}

/** `seen` holds the errors above this one. */
function summarize(thrown: unknown, seen: Set<unknown>): ErrorSummary {
  if (!isErrorLike(thrown)) return summarizeValue(thrown);
  seen.add(thrown);
  const message = readErrorText(thrown, 'message') || detailsText(thrown);
  const { text, truncated } = clip(message, MAX_STRING_CHARS);
  const code = readCode(thrown);
  const cause = readData(thrown, 'cause');
  const errors = readInnerErrors(thrown);
  const hasCause = cause !== undefined && !seen.has(cause) && seen.size < MAX_CAUSES;
  return {
    type: typeOf(thrown),
    msg: text,
    ...(truncated !== undefined && { truncated }),
    ...(code !== undefined && { code }),
    ...(hasCause && { cause: summarize(cause, seen) }),
    ...(errors !== undefined && {
      errors: errors.filter((error) => !seen.has(error)).map((error) => summarize(error, seen)),
    }),
    ...comparisonOf(thrown),
  };
}

/** What an assertion wanted and what it got: chai's, node:assert's and vitest's say so themselves, jest's in the matcher's result. */
function comparisonOf(error: object): Pick<ErrorSummary, 'expected' | 'actual'> | undefined {
  const result = readOwn(error, 'matcherResult');
  const holder = isPlainToRead(result) ? result : error;
  const expected = readOwn(holder, 'expected');
  const actual = readOwn(holder, 'actual');
  if (expected === MISSING || actual === MISSING || expected === ACCESSOR || actual === ACCESSOR)
    return undefined;
  // `assert.fail` and the like compare nothing.
  if (expected === undefined && actual === undefined) return undefined;
  return { expected: describe(expected), actual: describe(actual) };
}

/** The assertions of ava have no message: their name and the difference, which is coloured, stand beside it. */
function detailsText(error: object): string {
  const assertion = readData(error, 'assertion');
  if (typeof assertion !== 'string') return '';
  const texts = [assertion];
  const details = readData(error, 'formattedDetails');
  for (let i = 0; i < MAX_CAUSES && Array.isArray(details); i += 1) {
    const detail = readData(details, String(i));
    const label = readData(detail, 'label');
    const formatted = readData(detail, 'formatted');
    if (typeof label === 'string') texts.push(label);
    if (typeof formatted === 'string') texts.push(formatted.replace(COLOURS, ''));
  }
  return texts.join('\n');
}

/** A non-error: `throw "x"` is `{type: "str", msg: "x"}`. */
function summarizeValue(thrown: unknown): ErrorSummary {
  if (typeof thrown === 'string') {
    const { text, truncated } = clip(thrown, MAX_STRING_CHARS);
    return { type: ownWord('str'), msg: text, ...(truncated !== undefined && { truncated }) };
  }
  const { t, v } = describe(thrown);
  // What `describe` gives is redacted; written out as JSON it only gains quotes.
  const shown = v === undefined ? '' : typeof v === 'string' ? v : encodeJson(v);
  return { type: t, msg: clip(shown, MAX_STRING_CHARS).text };
}

function isPlainToRead(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !isProxy(value);
}

/** The name of the error's class; `''` where it has none. */
function classNameOf(error: object): string {
  const name = readData(readData(error, 'constructor'), 'name');
  return typeof name === 'string' ? name : '';
}

function typeOf(error: object): SafeText {
  const name = readErrorText(error, 'name');
  const className = classNameOf(error);
  const plain = name === '' || name === 'Error';
  return clip(plain ? className || name || 'Error' : name, MAX_TYPE_CHARS).text;
}

/** The error's message or name; `''` where that is no text, or cannot be read without running code of the program. */
export function readErrorText(error: object, key: 'message' | 'name'): string {
  const own = readData(error, key);
  if (typeof own === 'string') return own;
  // Of a DOMException (`AbortError` …) both are getters of Node's own, which may be called.
  return domExceptionText(error)?.[key] ?? '';
}

function readCode(error: object): SafeText | number | undefined {
  const code = readData(error, 'code');
  if (typeof code === 'number') return code;
  return typeof code === 'string' ? clip(code, MAX_TYPE_CHARS).text : undefined;
}

/** The errors of an AggregateError; of a SuppressedError the two that it covers, in the order of their throws. */
export function readInnerErrors(error: object): unknown[] | undefined {
  const errors = readData(error, 'errors');
  if (Array.isArray(errors) && !isProxy(errors)) {
    const first: unknown[] = [];
    for (let i = 0; i < Math.min(errors.length, MAX_CAUSES); i += 1) first.push(readData(errors, String(i)));
    return first;
  }
  if (typeOf(error) !== 'SuppressedError') return undefined;
  return [readData(error, 'suppressed'), readData(error, 'error')];
}
