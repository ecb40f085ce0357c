import { uncurryGetter } from '../base/held.ts';
import { MAX_STRING_CHARS } from '../base/limits.ts';
import { clip } from '../redact/redact.ts';
import { ownWord, type SafeText, vouchNumber } from '../redact/safe-text.ts';
import type { Descriptor, SafeJson } from './descriptor.ts';
import { readOwn } from './read.ts';

const { isFinite: isFiniteNumber, isInteger } = Number;
const { is } = Object;
const descriptionOf = uncurryGetter<string | undefined>(Symbol.prototype, 'description');

/** The `t` of each kind of scalar. */
export const TYPE: Readonly<
  Record<
    'string' | 'int' | 'float' | 'boolean' | 'bigint' | 'symbol' | 'undefined' | 'null' | 'function',
    SafeText
  >
> = {
  string: ownWord('str'),
  int: ownWord('int'),
  float: ownWord('float'),
  boolean: ownWord('bool'),
  bigint: ownWord('bigint'),
  symbol: ownWord('symbol'),
  undefined: ownWord('undefined'),
  null: ownWord('null'),
  function: ownWord('fn'),
};

const NOT_A_NUMBER = ownWord('NaN');
const MINUS_ZERO = ownWord('-0');
const INFINITE = ownWord('Infinity');
const MINUS_INFINITE = ownWord('-Infinity');
const HUGE = ownWord('[more than 200 digits]');
const HUGE_FROM = 10n ** 200n;

/** The `t` of a number: `int` for what JavaScript holds as an integer, `-0` apart. */
export function numberType(value: number): SafeText {
  return isInteger(value) && !is(value, -0) ? TYPE.int : TYPE.float;
}

/** A number as JSON has it; `NaN`, `-0` and the infinite ones as strings. */
export function numberJson(value: number): SafeJson {
  if (isFiniteNumber(value)) return is(value, -0) ? MINUS_ZERO : value;
  return value > 0 ? INFINITE : value < 0 ? MINUS_INFINITE : NOT_A_NUMBER;
}

/** A bigint's digits; of one with more than 200 only that it is huge, because writing it out takes time. */
export function bigintText(value: bigint): SafeText {
  return value < HUGE_FROM && value > -HUGE_FROM ? vouchNumber(value) : HUGE;
}

/** `Symbol(description)`, cut. */
export function symbolText(value: symbol): SafeText {
  return clip(`Symbol(${descriptionOf(value) ?? ''})`, MAX_STRING_CHARS).text;
}

/** A function or class: `{t:'fn', v:name}`, without `v` where it has no name. It must not be a Proxy. */
export function describeFunction(value: object): Descriptor {
  const name = readOwn(value, 'name');
  if (typeof name !== 'string' || name === '') return { t: TYPE.function };
  return { t: TYPE.function, v: clip(name, MAX_STRING_CHARS).text };
}

/** A string: `v` redacted and cut, `truncated` its full length if it was cut. */
export function describeString(value: string): Descriptor {
  return describeText(TYPE.string, value);
}

/** A text under the given `t`, redacted and cut; `truncated` its full length if it was cut. */
export function describeText(t: SafeText, value: string): Descriptor {
  const v = clip(value, MAX_STRING_CHARS).text;
  return value.length > MAX_STRING_CHARS ? { t, v, truncated: value.length } : { t, v };
}
