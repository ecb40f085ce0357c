import { mapGet } from '../base/held.ts';
import type { Kind } from '../base/kind.ts';
import { isProxy, kindOf } from '../base/probe.ts';
import { clip } from '../redact/redact.ts';
import { ownWord, type SafeText } from '../redact/safe-text.ts';
import { MAX_PROTOTYPES, MISSING, readOwn } from './read.ts';

const { getPrototypeOf } = Object;
const { isArray } = Array;
const { iterator, toStringTag } = Symbol;
const arrayPrototype = Array.prototype;
const objectPrototype = Object.prototype;
const arrayValues = Array.prototype.values;
const typedArrayPrototype = getPrototypeOf(Uint8Array.prototype) as object;

/** What an object is called, and how it is read. */
export interface Shape {
  readonly kind: Kind | 'proxy';
  readonly name: SafeText;
}

const PLAIN: Shape = { kind: 'object', name: ownWord('Object') };
const ARRAY: Shape = { kind: 'array', name: ownWord('Array') };
const ARGUMENTS: Shape = { kind: 'arguments', name: ownWord('Arguments') };
const MODULE: Shape = { kind: 'object', name: ownWord('Module') };
const DEFERRED: Shape = { kind: 'opaque', name: ownWord('Module') };
const PROXY: Shape = { kind: 'proxy', name: ownWord('Proxy') };
const UNNAMED = ownWord('Object');

const KIND_OF_PROTOTYPE: Map<object, Kind> = new Map<object, Kind>([
  [objectPrototype, 'object'],
  [arrayPrototype, 'array'],
  [Map.prototype, 'map'],
  [Set.prototype, 'set'],
  [Date.prototype, 'date'],
  [RegExp.prototype, 'regexp'],
  [Error.prototype, 'error'],
  [typedArrayPrototype, 'typed'],
  [ArrayBuffer.prototype, 'buffer'],
  [DataView.prototype, 'view'],
  [Number.prototype, 'boxed'],
  [String.prototype, 'boxed'],
  [Boolean.prototype, 'boxed'],
  [BigInt.prototype, 'boxed'],
  [Symbol.prototype, 'boxed'],
  [URL.prototype, 'url'],
  [URLSearchParams.prototype, 'params'],
  [Promise.prototype, 'opaque'],
  [WeakMap.prototype, 'opaque'],
  [WeakSet.prototype, 'opaque'],
]);
// Not every platform has these.
for (const [platformClass, kind] of [
  [globalThis.SharedArrayBuffer, 'buffer'],
  [globalThis.WeakRef, 'opaque'],
] as const) {
  if (platformClass !== undefined) KIND_OF_PROTOTYPE.set(platformClass.prototype, kind);
}

/** Tells what an object is from its chain of prototypes, without running a getter or a trap. */
export function shapeOf(value: object): Shape {
  if (isProxy(value)) return PROXY;
  const prototype = getPrototypeOf(value) as object | null;
  if (prototype === objectPrototype) return readOwn(value, iterator) === arrayValues ? ARGUMENTS : PLAIN;
  if (prototype === arrayPrototype && isArray(value)) return ARRAY;
  if (prototype === null) return shapeWithoutPrototype(value);
  return shapeOfInstance(value, prototype);
}

/** A module's namespace has no prototype; to ask a deferred one for a key would run the module. */
function shapeWithoutPrototype(value: object): Shape {
  if (isArray(value)) return ARRAY;
  const tag = readOwn(value, toStringTag);
  if (tag === 'Module') return MODULE;
  return tag === 'Deferred Module' ? DEFERRED : PLAIN;
}

function shapeOfInstance(value: object, prototype: object): Shape {
  let name: SafeText | undefined;
  let kind: Kind | undefined = isArray(value) ? 'array' : undefined;
  let holder: object | null = prototype;
  for (let i = 0; i < MAX_PROTOTYPES && holder !== null; i += 1) {
    if (isProxy(holder)) break;
    name ??= nameFrom(holder);
    kind ??= mapGet(KIND_OF_PROTOTYPE, holder);
    if (name !== undefined && kind !== undefined) break;
    holder = getPrototypeOf(holder);
  }
  kind ??= kindOf(value) ?? 'object';
  return { kind, name: name ?? UNNAMED };
}

const MAX_NAME_CHARS = 80;

/** The class that a prototype belongs to: its constructor's name, or the tag that iterators and generators have instead. */
function nameFrom(prototype: object): SafeText | undefined {
  const maker = readOwn(prototype, 'constructor');
  let name: unknown;
  if (typeof maker === 'function' && !isProxy(maker)) name = readOwn(maker, 'name');
  else if (maker === MISSING || typeof maker === 'object') name = readOwn(prototype, toStringTag);
  return typeof name === 'string' && name !== '' ? clip(name, MAX_NAME_CHARS).text : undefined;
}
