// A program that patches every method, getter and inherited key it can reach, and describes values before and after.
import { writeSync } from 'node:fs';
import { clip, redact } from '../../src/redact/redact.ts';
import { describe } from '../../src/value/describe.ts';
import { randomWord } from '../redact/secrets.ts';

const { defineProperty, getOwnPropertyDescriptor, getPrototypeOf } = Object;
const { apply, ownKeys } = Reflect;
const { stringify } = JSON;

class User {
  id = 1;
  apiKey = 'abcdefgh';
}
const word = randomWord(48);
const values: readonly unknown[] = [
  {
    a: 1,
    get: 2,
    set: 3,
    value: 4,
    t: 5,
    list: [1, 2, 3],
    password: 'hunter2',
    nested: { camelCaseName: word },
  },
  new User(),
  [[1, 2], ['Authorization', 'abc'], Array.from({ length: 9 })],
  new Map<unknown, unknown>([
    ['token', 'abc'],
    [1, new Set([1, 2, 3, 4, 5, 6])],
  ]),
  new TypeError('password="x y z"', { cause: new Error('c') }),
  new DOMException('a', 'AbortError'),
  new Date(0),
  /a/g,
  new URL('https://u:pass@a.b/?token=abcdef'),
  new URLSearchParams('token=abc&a=b'),
  new Uint8Array(9),
  new DataView(new ArrayBuffer(3)),
  Object(3n),
  Symbol('s'),
  12n,
  `Bearer ${word} and https://a:${word}@b {"token":"${word}"} ${'long text, '.repeat(2000)}`,
  (function* () {})(),
  Promise.resolve(),
  new Proxy({}, {}),
  Object.create(Map.prototype),
];

function look(): string {
  // The texts are built by hand: JSON.stringify is the reader's business, not describe's.
  let all = '';
  for (let i = 0; i < values.length; i += 1) {
    const descriptor = describe(values[i], { name: `someOtherName${offset}` });
    results[i + offset] = descriptor;
  }
  // A name that was not judged before, so that judging is seen too.
  redact(`someNew_name${offset}=1`);
  all += redact(`a=1 password=abc ${word}`);
  all += clip(`x${word}${word}`, 5).text;
  return all;
}

const results: Record<number, unknown> = Object.create(null);
let offset = 0;
const before = look();
offset = 1000;

const called: Record<string, true> = Object.create(null);
let armed = false;
const originals: [object, PropertyKey, PropertyDescriptor][] = [];
const skipped: ReadonlySet<PropertyKey> = new Set(['constructor', '__proto__']);
const targets: readonly [string, object][] = [
  ['Object', Object],
  ['Reflect', Reflect],
  ['Array', Array],
  ['Number', Number],
  ['Math', Math],
  ['JSON', JSON],
  ['Symbol.prototype', Symbol.prototype],
  ['Object.prototype', Object.prototype],
  ['Function.prototype', Function.prototype],
  ['Array.prototype', Array.prototype],
  ['String.prototype', String.prototype],
  ['Number.prototype', Number.prototype],
  ['Boolean.prototype', Boolean.prototype],
  ['BigInt.prototype', BigInt.prototype],
  ['RegExp.prototype', RegExp.prototype],
  ['Map.prototype', Map.prototype],
  ['Set.prototype', Set.prototype],
  ['WeakMap.prototype', WeakMap.prototype],
  ['Date.prototype', Date.prototype],
  ['Error.prototype', Error.prototype],
  ['URL.prototype', URL.prototype],
  ['URLSearchParams.prototype', URLSearchParams.prototype],
  ['ArrayBuffer.prototype', ArrayBuffer.prototype],
  ['DataView.prototype', DataView.prototype],
  ['TypedArray.prototype', getPrototypeOf(Uint8Array.prototype) as object],
  ['ArrayIterator', getPrototypeOf([][Symbol.iterator]()) as object],
  ['MapIterator', getPrototypeOf(new Map().entries()) as object],
  ['SetIterator', getPrototypeOf(new Set().values()) as object],
  ['StringIterator', getPrototypeOf(''[Symbol.iterator]()) as object],
  ['ParamsIterator', getPrototypeOf(new URLSearchParams().entries()) as object],
];

function note(name: string): void {
  if (armed) called[name] = true;
}

for (const [name, target] of targets) {
  for (const key of ownKeys(target)) {
    const property = getOwnPropertyDescriptor(target, key);
    if (property?.configurable !== true || skipped.has(key)) continue;
    const label = `${name}.${String(key)}`;
    const { get, value } = property;
    originals.push([target, key, property]);
    if (typeof value === 'function') {
      const patched = function (this: unknown, ...items: unknown[]): unknown {
        note(label);
        return apply(value, this, items);
      };
      defineProperty(target, key, { ...property, value: patched });
    } else if (get !== undefined) {
      const patched = function (this: unknown): unknown {
        note(label);
        return apply(get, this, []);
      };
      defineProperty(target, key, { ...property, get: patched });
    }
  }
}
// Keys that plain objects and arrays of any careless code would meet on their way up.
const traps: readonly (readonly [object, PropertyKey])[] = [
  ...[
    'get',
    'set',
    'value',
    't',
    'v',
    'n',
    'it',
    'preview',
    'truncated',
    'text',
    'name',
    'depth',
    'kind',
    'done',
    'msg',
  ].map((key) => [Object.prototype, key] as const),
  ...[
    'writable',
    'enumerable',
    'a',
    'id',
    'list',
    'password',
    'toJSON',
    'object',
    'up',
    'needs',
    'accepts',
    'keys',
    'count',
  ].map((key) => [Object.prototype, key] as const),
  ...[0, 1, 2, 3].map((key) => [Array.prototype, String(key)] as const),
];
for (const [target, key] of traps) {
  // Without a prototype: the traps set so far stand on Object.prototype.
  const trap: PropertyDescriptor = Object.create(null);
  trap.get = () => note(`inherited get ${String(key)}`);
  trap.set = () => note(`inherited set ${String(key)}`);
  trap.configurable = true;
  defineProperty(target, key, trap);
}

armed = true;
const after = look();
armed = false;

for (let i = 0; i < traps.length; i += 1) {
  const trap = traps[i];
  if (trap !== undefined) delete (trap[0] as Record<PropertyKey, unknown>)[trap[1]];
}
for (let i = originals.length - 1; i >= 0; i -= 1) {
  const original = originals[i];
  if (original !== undefined) defineProperty(original[0], original[1], original[2]);
}
const report = (from: number, text: string) => [text, ...values.map((_, i) => results[i + from])];
writeSync(1, stringify({ called: ownKeys(called), before: report(0, before), after: report(1000, after) }));
