import { MAX_STRING_CHARS } from '../base/limits.ts';
import { isProxy } from '../base/probe.ts';
import { clip } from '../redact/redact.ts';
import { joinSafe, ownWord, type SafeText, vouchNumber } from '../redact/safe-text.ts';
import { lengthOf, sizeOf } from './builtin.ts';
import { contentOf } from './content.ts';
import type { Descriptor, SafeJson } from './descriptor.ts';
import { readLength } from './read.ts';
import {
  bigintText,
  describeFunction,
  describeString,
  numberJson,
  numberType,
  symbolText,
  TYPE,
} from './scalar.ts';
import { type Shape, shapeOf } from './shape.ts';

/**
 * What one call may do: a value costs 1, a text 1 more for each 128 characters that redaction looks at. 300 take
 * less than a millisecond, and seldom give more text than one value should have of a failure's 16 KiB.
 */
const MAX_WORK = 300;
/** A text costs at most what its looked-at beginning does. */
const MAX_CHARGED_CHARS = 4096;
/** Texts up to this length are shown even when the work is used up. */
const ALWAYS_SHOWN_CHARS = 40;

const MAX_KEY_CHARS = 80;

const { hasOwn } = Object;
const { min } = Math;
const UNDEFINED: Descriptor = { t: TYPE.undefined };
const NULL: Descriptor = { t: TYPE.null };
const PROXY: Descriptor = { t: ownWord('Proxy') };
const CIRCULAR = ownWord('[circular]');
const MORE = ownWord('[…]');
const LEFT_OUT = ownWord(' {…}');
const BEGIN = ownWord('(');
const END = ownWord(')');
const BIGINT_SUFFIX = ownWord('n');
const NOTHING = ownWord('');

interface Path {
  readonly object: object;
  readonly up: Path | undefined;
}

/** One call's way through a value: how deep it is, what it has passed, how much work is left. */
export class Walk {
  readonly #maxDepth: number;
  #left = MAX_WORK;
  #depth = 0;
  #path: Path | undefined;

  constructor(maxDepth: number) {
    this.#maxDepth = maxDepth;
  }

  /** The whole value as a descriptor. */
  describe(value: unknown): Descriptor {
    switch (typeof value) {
      case 'string':
        this.#charge(value);
        return describeString(value);
      case 'number':
        return { t: numberType(value), v: numberJson(value) };
      case 'boolean':
        return { t: TYPE.boolean, v: value };
      case 'undefined':
        return UNDEFINED;
      case 'bigint':
        return { t: TYPE.bigint, v: bigintText(value) };
      case 'symbol':
        return { t: TYPE.symbol, v: symbolText(value) };
      case 'function':
        return isProxy(value) ? PROXY : describeFunction(value);
      default:
        return value === null ? NULL : this.#object(value as object, shapeOf(value as object));
    }
  }

  /** A value inside another: plain ones as plain JSON, every other as a descriptor, what lies too deep in a few characters. */
  nest(value: unknown): SafeJson {
    this.#left -= 1;
    switch (typeof value) {
      case 'string':
        return this.#nestText(value);
      case 'number':
        return numberJson(value);
      case 'boolean':
        return value;
      case 'undefined':
        return TYPE.undefined;
      case 'bigint':
        return joinSafe(bigintText(value), BIGINT_SUFFIX, NOTHING);
      case 'symbol':
        return symbolText(value);
      case 'function':
        return this.#left <= 0 ? TYPE.function : asJson(this.describe(value));
      default:
        return value === null ? null : this.#nestObject(value as object);
    }
  }

  /** A word in the place of a value that is not looked at, so that an object full of getters is bounded as any other. */
  instead(word: SafeText): SafeJson {
    this.#left -= 1;
    return word;
  }

  /** A key as it is shown: redacted and cut. */
  keyText(key: string): SafeText {
    this.#charge(key);
    return clip(key, MAX_KEY_CHARS).text;
  }

  /** The `t` that the value's descriptor has. */
  typeOf(value: unknown): SafeText {
    switch (typeof value) {
      case 'number':
        return numberType(value);
      case 'object':
        return value === null ? TYPE.null : shapeOf(value).name;
      case 'function':
        return isProxy(value) ? PROXY.t : TYPE.function;
      default:
        return TYPE[typeof value as 'string'];
    }
  }

  #charge(text: string): void {
    const chars = min(text.length, MAX_CHARGED_CHARS);
    this.#left -= chars >> 7;
  }

  #nestText(text: string): SafeJson {
    if (this.#left <= 0 && text.length > ALWAYS_SHOWN_CHARS) return MORE;
    this.#charge(text);
    return text.length > MAX_STRING_CHARS ? asJson(describeString(text)) : clip(text, MAX_STRING_CHARS).text;
  }

  #nestObject(object: object): SafeJson {
    for (let step = this.#path; step !== undefined; step = step.up) {
      if (step.object === object) return CIRCULAR;
    }
    const shape = shapeOf(object);
    if ((this.#depth >= this.#maxDepth || this.#left <= 0) && hasLevels(shape)) return inShort(object, shape);
    const descriptor = this.#object(object, shape);
    return isPlain(shape, descriptor) ? (descriptor.v ?? null) : asJson(descriptor);
  }

  #object(object: object, shape: Shape): Descriptor {
    if (shape.kind === 'proxy') return PROXY;
    this.#path = { object, up: this.#path };
    this.#depth += 1;
    try {
      return contentOf(object, shape, this);
    } finally {
      this.#depth -= 1;
      this.#path = this.#path.up;
    }
  }
}

function asJson(descriptor: Descriptor): SafeJson {
  return descriptor as unknown as SafeJson;
}

/** Whether the descriptor says no more than its `v`: a whole plain object or array. */
function isPlain(shape: Shape, descriptor: Descriptor): boolean {
  if (!hasOwn(descriptor, 'v') || hasOwn(descriptor, 'n')) return false;
  return (
    (shape.kind === 'object' && shape.name === 'Object') || (shape.kind === 'array' && shape.name === 'Array')
  );
}

/** Whether the value has values inside it; a date, a box or a URL takes no room worth leaving out. */
function hasLevels({ kind }: Shape): boolean {
  return (
    kind === 'object' ||
    kind === 'array' ||
    kind === 'arguments' ||
    kind === 'map' ||
    kind === 'set' ||
    kind === 'error' ||
    kind === 'params' ||
    kind === 'typed'
  );
}

/** `Array(9)`, `Map(3)`, `User {…}`. */
function inShort(object: object, { kind, name }: Shape): SafeText {
  try {
    let size: unknown;
    if (kind === 'array' || kind === 'arguments') size = readLength(object);
    else if (kind === 'map' || kind === 'set' || kind === 'params') size = sizeOf(object, kind);
    else if (kind === 'typed') size = lengthOf(object, kind);
    if (typeof size === 'number') return joinSafe(name, BEGIN, joinSafe(vouchNumber(size), END, NOTHING));
  } catch {
    // It only poses as what its prototype says.
  }
  return joinSafe(name, LEFT_OUT, NOTHING);
}
