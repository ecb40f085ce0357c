import { getterOf, uncurry, uncurryGetter } from '../base/held.ts';
import { isProxy } from '../base/probe.ts';
import { joinSafe, ownWord, type SafeText } from '../redact/safe-text.ts';
import { MAX_PROTOTYPES, readOwn } from './read.ts';

const { getPrototypeOf } = Object;
const { isFinite: isFiniteNumber } = Number;

/** The items of a Map, a Set or URLSearchParams, one a call; `undefined` at the end. None of the program's code runs. */
export type Next = () => { readonly value: unknown } | undefined;

type Step = (iterator: object) => { done?: boolean; value: unknown };
type Start = (collection: object) => object;

function stepOf(iterator: object): Step {
  return uncurry((getPrototypeOf(iterator) as { next: () => never }).next) as Step;
}

const startMap = uncurry(Map.prototype.entries) as unknown as Start;
const startSet = uncurry(Set.prototype.values) as unknown as Start;
const startParams = uncurry(URLSearchParams.prototype.entries) as unknown as Start;
const stepMap = stepOf(new Map().entries());
const stepSet = stepOf(new Set().values());
const stepParams = stepOf(new URLSearchParams().entries());

function walk(iterator: object, step: Step): Next {
  return () => {
    const { done, value } = step(iterator);
    return done === true ? undefined : { value };
  };
}

/** The items of a collection, each entry of a map a pair. @throws TypeError where the value only poses as one */
export function itemsOf(value: object, kind: 'map' | 'set' | 'params'): Next {
  if (kind === 'map') return walk(startMap(value), stepMap);
  return kind === 'set' ? walk(startSet(value), stepSet) : walk(startParams(value), stepParams);
}

const SIZE = {
  map: uncurryGetter<number>(Map.prototype, 'size'),
  set: uncurryGetter<number>(Set.prototype, 'size'),
  params: getterOf<number>(URLSearchParams.prototype, 'size'),
} as const;

/** How many items a collection has. @throws TypeError where the value only poses as one */
export function sizeOf(value: object, kind: 'map' | 'set' | 'params'): number {
  return SIZE[kind](value);
}

const timeOf = uncurry(Date.prototype.getTime);
const isoOf = uncurry(Date.prototype.toISOString);

/** A date in ISO form; `Invalid Date` for one without a time. @throws TypeError where the value only poses as one */
export function dateText(value: object): string {
  const time = timeOf(value as Date);
  return isFiniteNumber(time) ? isoOf(value as Date) : 'Invalid Date';
}

const sourceOf = uncurryGetter<string>(RegExp.prototype, 'source');
const NO_FLAGS = ownWord('');
const FLAGS: readonly (readonly [SafeText, (self: unknown) => boolean])[] = [
  [ownWord('d'), uncurryGetter(RegExp.prototype, 'hasIndices')],
  [ownWord('g'), uncurryGetter(RegExp.prototype, 'global')],
  [ownWord('i'), uncurryGetter(RegExp.prototype, 'ignoreCase')],
  [ownWord('m'), uncurryGetter(RegExp.prototype, 'multiline')],
  [ownWord('s'), uncurryGetter(RegExp.prototype, 'dotAll')],
  [ownWord('u'), uncurryGetter(RegExp.prototype, 'unicode')],
  [ownWord('v'), uncurryGetter(RegExp.prototype, 'unicodeSets')],
  [ownWord('y'), uncurryGetter(RegExp.prototype, 'sticky')],
];

/** An expression's source and its flags; each flag asked by itself, because the getter `flags` asks the object. @throws TypeError as above */
export function regexpParts(value: object): { readonly source: string; readonly flags: SafeText } {
  let flags = NO_FLAGS;
  for (let i = 0; i < FLAGS.length; i += 1) {
    const flag = FLAGS[i];
    if (flag?.[1](value) === true) flags = joinSafe(flags, flag[0], NO_FLAGS);
  }
  return { source: sourceOf(value), flags };
}

const hrefOf = getterOf<string>(URL.prototype, 'href');
const paramsPrototype = URLSearchParams.prototype;
const paramsToString: unknown = URLSearchParams.prototype.toString;

/** A URL's text; `undefined` where the platform's own getter could reach a method that the program has patched. */
export function urlText(value: object): string | undefined {
  const isPatched =
    readOwn(paramsPrototype, 'toString') !== paramsToString ||
    typeof readOwn(paramsPrototype, Symbol.toPrimitive) === 'function' ||
    typeof readOwn(Object.prototype, Symbol.toPrimitive) === 'function';
  return isPatched ? undefined : hrefOf(value);
}

const typedArrayPrototype = getPrototypeOf(Uint8Array.prototype) as object;
const typedLength = uncurryGetter<number>(typedArrayPrototype, 'length');
const bufferLength = uncurryGetter<number>(ArrayBuffer.prototype, 'byteLength');
// Not every platform has it.
const sharedLength =
  globalThis.SharedArrayBuffer === undefined
    ? bufferLength
    : uncurryGetter<number>(SharedArrayBuffer.prototype, 'byteLength');
const viewLength = uncurryGetter<number>(DataView.prototype, 'byteLength');

/** The length of a typed array in items, of a buffer or view in bytes. @throws TypeError where it only poses, or was detached */
export function lengthOf(value: object, kind: 'typed' | 'buffer' | 'view'): number {
  if (kind === 'typed') return typedLength(value);
  if (kind === 'view') return viewLength(value);
  try {
    return bufferLength(value);
  } catch {
    return sharedLength(value);
  }
}

const UNBOX: readonly (readonly [object, (value: never) => unknown])[] = [
  [Number.prototype, uncurry(Number.prototype.valueOf)],
  [String.prototype, uncurry(String.prototype.valueOf)],
  [Boolean.prototype, uncurry(Boolean.prototype.valueOf)],
  [Symbol.prototype, uncurry(Symbol.prototype.valueOf)],
  [BigInt.prototype, uncurry(BigInt.prototype.valueOf)],
];

/** The primitive in a box such as `new Number(3)`. @throws TypeError where the value only poses as one */
export function unbox(value: object): unknown {
  const prototype: unknown = getPrototypeOf(value);
  for (let i = 0; i < UNBOX.length; i += 1) {
    if (UNBOX[i]?.[0] === prototype) return UNBOX[i]?.[1](value as never);
  }
  // Of a subclass, or of another realm.
  for (let i = 0; i < UNBOX.length; i += 1) {
    try {
      return UNBOX[i]?.[1](value as never);
    } catch {
      // Of another brand: the next one.
    }
  }
  throw new TypeError('no box');
}

/** The text of a DOMException, which only its prototype's getters know; `undefined` for every other error. */
export const domExceptionText: (value: object) => { name: string; message: string } | undefined =
  createDomExceptionReader();

function createDomExceptionReader(): typeof domExceptionText {
  const prototype = globalThis.DOMException?.prototype as object | undefined;
  if (prototype === undefined) return () => undefined;
  // A Worker's have both as data of their own.
  const nameOf = getterOf<string>(prototype, 'name');
  const messageOf = getterOf<string>(prototype, 'message');
  return (value) => {
    let holder: object | null = value;
    for (let i = 0; i < MAX_PROTOTYPES && holder !== null && !isProxy(holder); i += 1) {
      if (holder === prototype) {
        try {
          return { name: nameOf(value), message: messageOf(value) };
        } catch {
          return undefined;
        }
      }
      holder = getPrototypeOf(holder);
    }
    return undefined;
  };
}
