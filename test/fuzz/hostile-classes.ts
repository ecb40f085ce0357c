import { createContext, runInContext } from 'node:vm';
import { accessor, alarm } from './ran.ts';

/** Values of another realm, some with a value of this one inside. */
export const REALM: Readonly<Record<string, (inside: unknown) => unknown>> = runInContext(
  `({
    array: (x) => [x, 1], object: (x) => ({ a: x }), map: (x) => new Map([[x, 1]]), set: (x) => new Set([x]),
    date: () => new Date(NaN), error: (x) => new RangeError('far', { cause: x }), regexp: () => /a/g, bare: (x) => Object.create(null, { a: { value: x, enumerable: true } }),
    typed: () => new Float64Array(7), promise: () => Promise.resolve(1), boxed: () => Object(3n), fn: () => function far() {},
    own: (x) => new (class Far { constructor() { this.a = x; } })(), args: function () { return arguments; }, proxy: (x) => new Proxy([x], {}),
    generator: () => (function* () {})(), weak: () => new WeakMap(), buffer: () => new ArrayBuffer(3), symbol: () => Symbol.for('far'), sub: () => new (class M extends Map {})()
  })`,
  createContext(),
) as Readonly<Record<string, (inside: unknown) => unknown>>;

/** A map that overrides what shows it. */
export class Hooks extends Map<unknown, unknown> {
  override get size(): number {
    return alarm('size')();
  }
  override entries(): never {
    return alarm('entries')();
  }
  override get(): never {
    return alarm('get')();
  }
  override [Symbol.iterator](): never {
    return alarm('iterator')();
  }
}
/** A list that does. */
export class Items extends Array<unknown> {
  static override get [Symbol.species](): never {
    return alarm('species')();
  }
  override map(): never {
    return alarm('map')();
  }
}

/** Bytes that do. */
export const Bytes: typeof Uint8Array = class extends Uint8Array {
  static get [Symbol.species](): never {
    return alarm('species')();
  }
};
Object.defineProperty(Bytes.prototype, 'length', accessor('length'));

/** A date that does. */
export class When extends Date {
  override toISOString(): never {
    return alarm('toISOString')();
  }
  override getTime(): never {
    return alarm('getTime')();
  }
}
/** An object with fields that only its class can read. */
export class Private {
  #secret = 1;
  static #count = 0;
  field: unknown = undefined;
  get open(): number {
    return alarm('open')() + this.#secret + Private.#count;
  }
}
/** Classes whose prototypes an object can pose with. */
export const CLASSES: readonly (abstract new (...args: never) => unknown)[] = [
  Map,
  Set,
  Date,
  RegExp,
  Error,
  Promise,
  Uint8Array,
  ArrayBuffer,
  DataView,
  Number,
  String,
  Symbol,
  BigInt,
  URL,
  URLSearchParams,
  WeakMap,
  WeakRef,
  DOMException,
  AggregateError,
  Function,
  Object,
  Headers,
  Intl.Collator,
] as readonly (abstract new (
  ...args: never
) => unknown)[];
