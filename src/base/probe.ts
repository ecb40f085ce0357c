import { types } from 'node:util';
import type { Kind } from './kind.ts';

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

/** What Node knows of a value and pure JavaScript does not, held at load. None of it runs code of the value's. */
export const nodeProbe: {
  readonly isProxy: (value: object) => boolean;
  readonly kindOf: (value: object) => Kind | undefined;
} = {
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
