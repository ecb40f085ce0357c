import type { Draw } from './draw.ts';
import { accessor, alarm } from './ran.ts';

type Twist = readonly [name: string, twist: (object: object, draw: Draw) => unknown];

const { defineProperty, setPrototypeOf } = Object;
/** What something might be asked for by whoever wants to show it; not `stack`, which V8 would write out, with an endless list for its message. */
const ASKED: readonly PropertyKey[] = [
  'a',
  'length',
  'size',
  'name',
  'message',
  'code',
  'cause',
  'key',
  'value',
  '0',
  '1',
  'then',
  'toJSON',
  'toString',
  'valueOf',
  'constructor',
  '__proto__',
  'prototype',
  'get',
  'flags',
  'source',
  'byteLength',
  'href',
  'buffer',
  Symbol.iterator,
  Symbol.toPrimitive,
  Symbol.toStringTag,
  Symbol.asyncIterator,
  Symbol.hasInstance,
  Symbol.for('nodejs.util.inspect.custom'),
];
const PROTOTYPES: readonly (object | null)[] = [
  null,
  Object.prototype,
  Array.prototype,
  Map.prototype,
  Set.prototype,
  Date.prototype,
  Error.prototype,
  RegExp.prototype,
  Uint8Array.prototype,
  Function.prototype,
  URL.prototype,
  Promise.prototype,
  Number.prototype,
  Symbol.prototype,
  WeakMap.prototype,
  DOMException.prototype,
];
const trapped = new Proxy({}, new Proxy({}, { get: (_, name) => alarm(`trap ${String(name)}`) }));

/** What a program can do to an object that it has. */
export const TWISTS: readonly Twist[] = [
  ['a getter', (object, draw) => defineProperty(object, draw.pick(ASKED), accessor('own'))],
  [
    'a method',
    (object, draw) =>
      defineProperty(object, draw.pick(ASKED), {
        value: alarm('method'),
        enumerable: true,
        configurable: true,
      }),
  ],
  [
    'a value',
    (object, draw) =>
      defineProperty(object, draw.pick(ASKED), {
        value: draw.pick<unknown>([0, -1, 'x', null, undefined, {}, [], 1e9, Number.NaN]),
        enumerable: draw.oneIn(2),
        configurable: true,
      }),
  ],
  ['another prototype', (object, draw) => setPrototypeOf(object, draw.pick(PROTOTYPES))],
  ['a trapped prototype', (object) => setPrototypeOf(object, trapped)],
  [
    'a prototype with getters',
    (object, draw) => setPrototypeOf(object, defineProperty({}, draw.pick(ASKED), accessor('inherited'))),
  ],
  [
    'a strange constructor',
    (object, draw) =>
      defineProperty(object, 'constructor', {
        value: draw.pick<unknown>([
          trapped,
          { name: 'x' },
          3,
          defineProperty(class {}, 'name', accessor('name')),
          defineProperty(class {}, 'name', { value: 'N'.repeat(300) }),
        ]),
        configurable: true,
      }),
  ],
  ['itself', (object) => defineProperty(object, 'self', { value: object, enumerable: true })],
  ['frozen', (object) => Object.freeze(object)],
  ['sealed', (object) => Object.seal(object)],
  ['a symbol key', (object) => defineProperty(object, Symbol('s'), accessor('symbol'))],
  [
    'many prototypes',
    (object) => {
      let chain = {};
      for (let i = 0; i < 40; i += 1) chain = Object.create(chain) as object;
      setPrototypeOf(object, chain);
    },
  ],
];
