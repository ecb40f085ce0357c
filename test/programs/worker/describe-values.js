// One text that runs in Node and in workerd: gives what `describe` makes of each value.
import { describe } from '../../../src/value/describe.ts';

class User {
  id = 3;
  password = 'hunter2';
  get full() {
    throw new Error('a getter ran');
  }
}
class Registry extends Map {}
class ValidationError extends Error {
  field = 'age';
}
const cycle = { a: 1 };
cycle.self = cycle;
const holes = [1, 2, 3];
delete holes[1];
const posing = (prototype) => Object.create(prototype);
const stripped = (value, prototype = {}) => Object.setPrototypeOf(value, prototype);

const VALUES = {
  text: 'abc',
  'long text': 'a b '.repeat(100),
  'lone surrogate': '\ud800',
  integer: 1,
  fraction: 1.5,
  NaN: Number.NaN,
  'minus zero': -0,
  truth: false,
  null: null,
  undefined: undefined,
  bigint: -12n,
  symbol: Symbol('s'),
  function: function save() {},
  class: User,
  'empty array': [],
  array: [1, 'a', null],
  'long array': Array.from({ length: 90 }, (_, i) => i),
  holes,
  object: { a: { b: { c: { d: 1 } } }, password: 'hunter2', list: [{ token: 'abcdef123' }] },
  'without a prototype': Object.assign(Object.create(null), { a: 1 }),
  wide: Object.fromEntries(Array.from({ length: 25 }, (_, i) => [`k${i}`, i])),
  cycle,
  instance: new User(),
  map: new Map([['a', 1], [{ b: 2 }, new Set([3])]]),
  registry: new Registry([['a', 1]]),
  set: new Set([1, 2, 3, 4, 5, 6]),
  'weak map': new WeakMap(),
  'weak set': new WeakSet(),
  promise: Promise.resolve(1),
  date: new Date(0),
  'invalid date': new Date(Number.NaN),
  regexp: /a+b/gi,
  error: new Error('no'),
  'error with fields': Object.assign(new ValidationError('too young', { cause: new TypeError('x') }), { code: 'E_AGE' }),
  'aggregate error': new AggregateError([new Error('a'), 'b'], 'all'),
  'typed array': new Float64Array([1.5, 2]),
  bytes: new Uint8Array(300),
  buffer: new ArrayBuffer(8),
  view: new DataView(new ArrayBuffer(4)),
  boxed: [Object(1), Object('a'), Object(false), Object(2n), Object(Symbol('x'))],
  url: new URL('https://bo:secret1234@a.b/c?d=e&token=abcdef12'),
  params: new URLSearchParams({ a: '1', token: 'abcdef12' }),
  'poses as a map': posing(Map.prototype),
  'poses as a date': posing(Date.prototype),
  'poses as a URL': posing(URL.prototype),
  'map without its prototype': stripped(new Map([['a', 1]])),
  'set without its prototype': stripped(new Set([1])),
  'date without its prototype': stripped(new Date(0), { constructor: { name: 'Moment' } }),
  'regexp without its prototype': stripped(/x/g),
  'bytes without their prototype': stripped(new Uint8Array(2)),
  'buffer without its prototype': stripped(new ArrayBuffer(2)),
  'view without its prototype': stripped(new DataView(new ArrayBuffer(2))),
  'box without its prototype': stripped(Object(5)),
  'error without its prototype': stripped(new Error('hidden')),
  'weak map without its prototype': stripped(new WeakMap()),
  'getter beside data': { a: 1, get b() { throw new Error('a getter ran'); } },
  'lying tag': { [Symbol.toStringTag]: 'Map', size: 3 },
};

export function describeAll() {
  return Object.fromEntries(Object.entries(VALUES).map(([name, value]) => [name, describe(value)]));
}

export default {
  fetch: () => Response.json(describeAll()),
};
