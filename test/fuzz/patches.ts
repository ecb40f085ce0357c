import type { Draw } from './draw.ts';
import { accessor, alarm } from './ran.ts';

const { defineProperty, getOwnPropertyDescriptor, getPrototypeOf, setPrototypeOf } = Object;
const { deleteProperty, ownKeys } = Reflect;

/** What a program may have changed of the built-ins. */
type Patch = readonly [target: object, key: PropertyKey, property: PropertyDescriptor];

const TARGETS: readonly object[] = [
  ...[
    Object,
    Reflect,
    Array,
    Number,
    Math,
    JSON,
    Symbol.prototype,
    Function.prototype,
    Array.prototype,
    String.prototype,
  ],
  ...[
    Number.prototype,
    Boolean.prototype,
    BigInt.prototype,
    RegExp.prototype,
    Map.prototype,
    Set.prototype,
    WeakMap.prototype,
  ],
  ...[Date.prototype, Error.prototype, URLSearchParams.prototype, ArrayBuffer.prototype, DataView.prototype],
  ...[Uint8Array.prototype, [][Symbol.iterator](), new Map().entries(), new Set().values()].map(
    (one) => getPrototypeOf(one) as object,
  ),
];
/** Without these the test itself could not go on. */
const KEPT: ReadonlySet<PropertyKey> = new Set(['constructor', '__proto__', 'prototype']);
/** Keys that every object has once somebody gave them to `Object.prototype`. */
const INHERITED: readonly PropertyKey[] = [
  ...[
    'get',
    'set',
    'value',
    'writable',
    'enumerable',
    'configurable',
    't',
    'v',
    'n',
    'k',
    'it',
    'preview',
    'truncated',
    '0',
    '1',
  ],
  ...[
    'name',
    'depth',
    'kind',
    'text',
    'keys',
    'count',
    'object',
    'up',
    'toJSON',
    'length',
    'index',
    Symbol.iterator,
  ],
  ...[Symbol.toPrimitive, Symbol.toStringTag, Symbol.replace, Symbol.species],
];

const PATCHES: readonly Patch[] = (
  [
    ...TARGETS.flatMap((target) => ownKeys(target).flatMap((key) => patchOf(target, key))),
    ...INHERITED.map((key): Patch => [Object.prototype, key, accessor(`Object.prototype.${String(key)}`)]),
    ...['0', '3'].map((key): Patch => [Array.prototype, key, accessor(`Array.prototype.${key}`)]),
  ] satisfies readonly Patch[]
).map(([target, key, property]) => [target, key, setBare(property)]);

function patchOf(target: object, key: PropertyKey): readonly Patch[] {
  const property = getOwnPropertyDescriptor(target, key);
  if (property?.configurable !== true || KEPT.has(key)) return [];
  if (property.get !== undefined)
    return [[target, key, { ...property, get: alarm(`getter ${String(key)}`) }]];
  return typeof property.value === 'function'
    ? [[target, key, { ...property, value: alarm(`patched ${String(key)}`) }]]
    : [];
}

/** Which patches a case has. */
export function drawPatches(draw: Draw): readonly number[] {
  return Array.from({ length: 1 + draw.below(3) }, () => draw.below(PATCHES.length));
}

/** Without a prototype: a patch may have given every object a `get`. */
function setBare<T>(property: T): T {
  return property === undefined ? property : (setPrototypeOf(property, null) as T);
}

/** Runs a step while the built-ins are patched; whatever it does, they are as they were afterwards. */
export function whilePatched<T>(patches: readonly number[], step: () => T): T {
  // Looked at before the first of them is there: nothing is to be written to a list while they are.
  const before = patches.map((index) => {
    const [target, key] = PATCHES[index] as Patch;
    return setBare(getOwnPropertyDescriptor(target, key));
  });
  try {
    for (let i = 0; i < patches.length; i += 1) {
      const patch = PATCHES[patches[i] as number] as Patch;
      defineProperty(patch[0], patch[1], patch[2]);
    }
    return step();
  } finally {
    for (let i = before.length - 1; i >= 0; i -= 1) {
      const patch = PATCHES[patches[i] as number] as Patch;
      const property = before[i];
      if (property === undefined) deleteProperty(patch[0], patch[1]);
      else defineProperty(patch[0], patch[1], property);
    }
  }
}

/** What a patch is called. */
export function nameOfPatch(index: number): string {
  const patch = PATCHES[index] as Patch;
  return String(patch[1]);
}
