import { getterOf, uncurry } from './held.ts';
import type { Kind } from './kind.ts';

/** What Node knows of a value and pure JavaScript does not. */
type NodeTypes = typeof import('node:util').types;
type Judge = (value: object) => boolean;

// Not by an import: in a Worker there may be no such module, and no `process` that could tell.
const nodeTypes: NodeTypes | undefined = globalThis.process?.getBuiltinModule?.('node:util')?.types;

/** What the platform knows of a value, held at load. In Node nothing of it runs code of the value's. */
interface PlatformProbe {
  readonly isProxy: (value: object) => boolean;
  readonly kindOf: (value: object) => Kind | undefined;
}

/**
 * The probe of this platform: Node's own, which a Worker has too under `nodejs_compat`; else one that asks objects for their brand. That
 * one cannot tell a Proxy, whose traps then run when it is described, nor an `arguments` object or a promise of another realm.
 */
const platform: PlatformProbe = nodeTypes === undefined ? createBrandProbe() : createNodeProbe(nodeTypes);

/** Whether a value is a Proxy, which is then not touched at all. */
export const isProxy: (value: object) => boolean = platform.isProxy;

/** What a value of whatever realm is; `undefined`: nothing special. */
export const kindOf: (value: object) => Kind | undefined = platform.kindOf;

function createNodeProbe(types: NodeTypes): PlatformProbe {
  const {
    isAnyArrayBuffer,
    isArgumentsObject,
    isBoxedPrimitive,
    isDataView,
    isDate,
    isMap,
    isNativeError,
    isPromise,
    isProxy,
    isRegExp,
    isSet,
    isTypedArray,
    isWeakMap,
    isWeakSet,
  } = types;
  return {
    isProxy,
    kindOf(value) {
      if (isNativeError(value)) return 'error';
      if (isMap(value)) return 'map';
      if (isSet(value)) return 'set';
      if (isDate(value)) return 'date';
      if (isRegExp(value)) return 'regexp';
      if (isTypedArray(value)) return 'typed';
      if (isAnyArrayBuffer(value)) return 'buffer';
      if (isDataView(value)) return 'view';
      if (isBoxedPrimitive(value)) return 'boxed';
      if (isArgumentsObject(value)) return 'arguments';
      if (isPromise(value) || isWeakMap(value) || isWeakSet(value)) return 'opaque';
      return undefined;
    },
  };
}

/** Tells the built-in classes apart by what throws where the brand is another one. */
function createBrandProbe(): PlatformProbe {
  const { isView } = ArrayBuffer;
  const judges: readonly (readonly [Kind, Judge])[] = [
    ['error', (Error as { isError?: Judge }).isError ?? (() => false)],
    ['map', brand(getterOf(Map.prototype, 'size'))],
    ['set', brand(getterOf(Set.prototype, 'size'))],
    ['date', brand(uncurry(Date.prototype.getTime))],
    // Of the prototype itself, which is no expression, it gives undefined.
    ['regexp', brand(getterOf(RegExp.prototype, 'global'), (flag) => flag !== undefined)],
    ['view', brand(getterOf(DataView.prototype, 'buffer'))],
    ['typed', (value) => isView(value)],
    ['buffer', brand(getterOf(ArrayBuffer.prototype, 'byteLength'))],
    ['buffer', brand(getterOf(globalThis.SharedArrayBuffer?.prototype ?? {}, 'byteLength'))],
    ['boxed', brand(uncurry(Number.prototype.valueOf))],
    ['boxed', brand(uncurry(String.prototype.valueOf))],
    ['boxed', brand(uncurry(Boolean.prototype.valueOf))],
    ['boxed', brand(uncurry(Symbol.prototype.valueOf))],
    ['boxed', brand(uncurry(BigInt.prototype.valueOf))],
    ['opaque', brand(weakHas(WeakMap.prototype))],
    ['opaque', brand(weakHas(WeakSet.prototype))],
  ];
  return {
    isProxy: () => false,
    kindOf(value) {
      for (let i = 0; i < judges.length; i += 1) if (judges[i]?.[1](value) === true) return judges[i]?.[0];
      return undefined;
    },
  };
}

function brand(step: (value: never) => unknown, accepts: (given: unknown) => boolean = () => true): Judge {
  return (value) => {
    try {
      return accepts(step(value as never));
    } catch {
      return false;
    }
  };
}

function weakHas(prototype: { has(key: object): boolean }): (value: never) => unknown {
  const has = uncurry(prototype.has) as unknown as (self: unknown, key: object) => boolean;
  const key = {};
  return (value) => has(value, key);
}
