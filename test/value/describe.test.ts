import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runInNewContext } from 'node:vm';
import { type DescribeOptions, describe } from '../../src/value/describe.ts';

const HIDDEN = '***REDACTED***';

/** The descriptor as a reader of the log gets it. */
function described(value: unknown, options?: DescribeOptions): unknown {
  return JSON.parse(JSON.stringify(describe(value, options)));
}

class User {
  id = 3;
  password = 'hunter2';
  #private = 'unseen';
  get full(): string {
    throw new Error(`a getter ran beside ${this.#private}`);
  }
}
class Empty {}
class ValidationError extends Error {
  field = 'age';
}
class Registry extends Map<string, number> {}

function withArguments(..._items: unknown[]): IArguments {
  // biome-ignore lint/complexity/noArguments: it is what is tested
  return arguments;
}

const circular: Record<string, unknown> = { a: 1 };
circular.self = circular;
circular.list = [circular];
const shared = { x: 1 };
const wide = Object.fromEntries(Array.from({ length: 25 }, (_, i) => [`k${i}`, i]));
const firstKeys = Object.fromEntries(Object.entries(wide).slice(0, 20));
const holes = [1, 2, 3];
delete holes[1];

const TABLE: readonly (readonly [string, unknown, unknown])[] = [
  ['a string', 'abc', { t: 'str', v: 'abc' }],
  ['an empty string', '', { t: 'str', v: '' }],
  ['a long string', 'a b '.repeat(100), { t: 'str', v: 'a b '.repeat(50), truncated: 400 }],
  ['a lone surrogate', '\ud800', { t: 'str', v: '\ud800' }],
  ['an integer', 1, { t: 'int', v: 1 }],
  ['a fraction', 1.5, { t: 'float', v: 1.5 }],
  ['NaN', Number.NaN, { t: 'float', v: 'NaN' }],
  ['minus zero', -0, { t: 'float', v: '-0' }],
  ['infinity', Number.POSITIVE_INFINITY, { t: 'float', v: 'Infinity' }],
  ['minus infinity', Number.NEGATIVE_INFINITY, { t: 'float', v: '-Infinity' }],
  ['a truth value', false, { t: 'bool', v: false }],
  ['null', null, { t: 'null' }],
  ['undefined', undefined, { t: 'undefined' }],
  ['a bigint', -12n, { t: 'bigint', v: '-12' }],
  ['a bigint of a million digits', 10n ** 1_000_000n, { t: 'bigint', v: '[more than 200 digits]' }],
  ['a symbol', Symbol('s'), { t: 'symbol', v: 'Symbol(s)' }],
  ['a symbol without a description', Symbol(), { t: 'symbol', v: 'Symbol()' }],
  ['a function', function save() {}, { t: 'fn', v: 'save' }],
  ['a function without a name', () => {}, { t: 'fn' }],
  ['a class', User, { t: 'fn', v: 'User' }],
  ['an empty array', [], { t: 'Array', v: [] }],
  ['a small array', [1, 'a', null], { t: 'Array', v: [1, 'a', null] }],
  [
    'a long array of one type',
    Array.from({ length: 90 }, (_, i) => i),
    { t: 'Array', n: 90, it: 'int', preview: [0, 1, 2] },
  ],
  ['a long array of several types', [1, 'a', 2, 3, 4, 5], { t: 'Array', n: 6, preview: [1, 'a', 2] }],
  [
    'what JSON cannot hold, nested',
    [Number.NaN, -0, 1n, undefined, Symbol('s')],
    { t: 'Array', v: ['NaN', '-0', '1n', 'undefined', 'Symbol(s)'] },
  ],
  ['an array with a hole', holes, { t: 'Array', v: [1, '[empty]', 3] }],
  [
    'a sparse array of four billion',
    Object.assign([], { length: 4e9 }),
    { t: 'Array', n: 4e9, preview: ['[empty]', '[empty]', '[empty]'] },
  ],
  ['an empty object', {}, { t: 'Object', v: {} }],
  [
    'an object with an object in it',
    { id: 3, tags: ['a'], o: { x: 1 } },
    { t: 'Object', v: { id: 3, tags: ['a'], o: { x: 1 } } },
  ],
  ['an object without a prototype', Object.create(null), { t: 'Object', v: {} }],
  ['an object of 25 keys', wide, { t: 'Object', n: 25, v: firstKeys }],
  ['a nested object of 25 keys', [wide], { t: 'Array', v: [{ t: 'Object', n: 25, v: firstKeys }] }],
  ['a frozen object', Object.freeze({ a: 1 }), { t: 'Object', v: { a: 1 } }],
  [
    'deep nesting',
    { a: { b: { c: { d: 1 }, l: [1, 2] } } },
    { t: 'Object', v: { a: { b: { c: 'Object {…}', l: 'Array(2)' } } } },
  ],
  [
    'deep instances and maps',
    [[[new User(), new Map([[1, 2]]), new Date(0)]]],
    { t: 'Array', v: [[['User {…}', 'Map(1)', { t: 'Date', v: '1970-01-01T00:00:00.000Z' }]]] },
  ],
  ['a circle', circular, { t: 'Object', v: { a: 1, self: '[circular]', list: ['[circular]'] } }],
  ['one object twice', [shared, shared], { t: 'Array', v: [{ x: 1 }, { x: 1 }] }],
  ['an instance', new User(), { t: 'User', v: { id: 3, password: HIDDEN } }],
  ['an instance without fields', new Empty(), { t: 'Empty' }],
  ['an instance of a class without a name', new (class {})(), { t: 'Object', v: {} }],
  [
    'a map',
    new Map<unknown, unknown>([
      ['a', 1],
      [shared, [2]],
    ]),
    {
      t: 'Map',
      v: [
        ['a', 1],
        [{ x: 1 }, [2]],
      ],
    },
  ],
  ['a subclass of Map', new Registry([['a', 1]]), { t: 'Registry', v: [['a', 1]] }],
  ['a set', new Set([1, 2]), { t: 'Set', v: [1, 2] }],
  ['a larger set', new Set('abcdef'), { t: 'Set', n: 6, it: 'str', preview: ['a', 'b', 'c'] }],
  ['a typed array', new Float32Array([1, 0.5]), { t: 'Float32Array', v: [1, 0.5] }],
  ['a buffer', Buffer.from('abcdef'), { t: 'Buffer', n: 6, it: 'int', preview: [97, 98, 99] }],
  ['an ArrayBuffer', new ArrayBuffer(8), { t: 'ArrayBuffer', n: 8 }],
  ['a SharedArrayBuffer', new SharedArrayBuffer(8), { t: 'SharedArrayBuffer', n: 8 }],
  ['a DataView', new DataView(new ArrayBuffer(8), 2), { t: 'DataView', n: 6 }],
  ['a date', new Date(0), { t: 'Date', v: '1970-01-01T00:00:00.000Z' }],
  ['an invalid date', new Date(Number.NaN), { t: 'Date', v: 'Invalid Date' }],
  ['a regular expression', /a\/b/giu, { t: 'RegExp', v: '/a\\/b/giu' }],
  ['an error', new TypeError('bad'), { t: 'TypeError', v: { msg: 'bad' } }],
  [
    'an error of a class',
    new ValidationError('bad', { cause: new Error('root') }),
    { t: 'ValidationError', v: { msg: 'bad', field: 'age', cause: { t: 'Error', v: { msg: 'root' } } } },
  ],
  [
    'an error of several',
    new AggregateError([new Error('one')], 'all'),
    { t: 'AggregateError', v: { msg: 'all', errors: [{ t: 'Error', v: { msg: 'one' } }] } },
  ],
  [
    'an error with a code',
    Object.assign(new Error('no'), { code: 'ENOENT' }),
    { t: 'Error', v: { msg: 'no', code: 'ENOENT' } },
  ],
  ['a DOMException', new DOMException('gone', 'AbortError'), { t: 'AbortError', v: { msg: 'gone' } }],
  ['a promise', Promise.resolve(1), { t: 'Promise' }],
  ['a WeakMap', new WeakMap(), { t: 'WeakMap' }],
  ['a WeakSet', new WeakSet(), { t: 'WeakSet' }],
  ['a WeakRef', new WeakRef({}), { t: 'WeakRef' }],
  ['a generator', (function* () {})(), { t: 'Generator' }],
  ['an iterator', new Map().entries(), { t: 'Map Iterator' }],
  ['a boxed number', Object(3), { t: 'Number', v: 3 }],
  ['a boxed string', Object('s'), { t: 'String', v: 's' }],
  ['a boxed symbol', Object(Symbol('s')), { t: 'Symbol', v: 'Symbol(s)' }],
  ['arguments', withArguments(1, 'a'), { t: 'Arguments', v: [1, 'a'] }],
  ['a URL', new URL('https://a.b/c?d=1'), { t: 'URL', v: 'https://a.b/c?d=1' }],
  ['URLSearchParams', new URLSearchParams('a=1'), { t: 'URLSearchParams', v: [['a', '1']] }],
  ['Headers', new Headers({ a: 'b' }), { t: 'Headers' }],
  [
    'values of another realm',
    runInNewContext('({a:[1],m:new Map([[1,2]]),s:new Set([1]),d:new Date(0),e:new RangeError("x"),r:/x/g})'),
    {
      t: 'Object',
      v: {
        a: [1],
        m: { t: 'Map', v: [[1, 2]] },
        s: { t: 'Set', v: [1] },
        d: { t: 'Date', v: '1970-01-01T00:00:00.000Z' },
        e: { t: 'RangeError', v: { msg: 'x' } },
        r: { t: 'RegExp', v: '/x/g' },
      },
    },
  ],
  [
    'the key __proto__',
    JSON.parse('{"__proto__":{"a":1}}'),
    { t: 'Object', v: JSON.parse('{"__proto__":{"a":1}}') },
  ],
];

for (const [title, given, expected] of TABLE) {
  test(`${title} has its descriptor`, () => assert.deepEqual(described(given), expected));
}

const NAMED: readonly (readonly [string, unknown, unknown])[] = [
  ['password', 'hunter2', { t: 'str', v: HIDDEN }],
  ['apiKey', { a: 1 }, { t: 'Object', v: HIDDEN }],
  ['credentials', new User(), { t: 'User', v: HIDDEN }],
  ['secretKey', Buffer.from('abc'), { t: 'Buffer', v: HIDDEN }],
  ['pin', 1234, { t: 'int', v: HIDDEN }],
  ['token', 1234, { t: 'int', v: 1234 }],
  ['password', '', { t: 'str', v: '' }],
  ['password', null, { t: 'null' }],
  ['password', undefined, { t: 'undefined' }],
  ['password', true, { t: 'bool', v: true }],
  ['getPassword', function getPassword() {}, { t: 'fn', v: 'getPassword' }],
  ['user', 'bo', { t: 'str', v: 'bo' }],
];

for (const [name, given, expected] of NAMED) {
  test(`under the name ${name} a ${typeof given} is described as it should be`, () => {
    assert.deepEqual(described(given, { name }), expected);
  });
}

test('the depth given replaces the usual one', () => {
  assert.deepEqual(described({ a: { b: 1 } }, { depth: 1 }), { t: 'Object', v: { a: 'Object {…}' } });
  assert.deepEqual(described([1], { depth: 0 }), { t: 'Array', v: [1] });
});

test('a module shows its exports, one that is not there yet too', async () => {
  const shown = described(await import('node:process')) as { t: string; v: object };
  assert.equal(shown.t, 'Module');
});

test('an object of many keys shows its first ones again without counting anew', () => {
  const huge: Record<string, number> = {};
  for (let i = 0; i < 6000; i += 1) huge[`k${i}`] = i;
  assert.deepEqual(described(huge), { t: 'Object', n: 6000, v: firstKeys });
  delete huge.k0;
  const { k0: _, ...rest } = firstKeys;
  assert.deepEqual(described(huge), { t: 'Object', v: rest });
});

test('a value with very much in it gives a bounded descriptor', () => {
  const text = 'some words, and more of them. '.repeat(500);
  const branch = (depth: number): unknown =>
    depth === 0
      ? text
      : Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`key${i}`, branch(depth - 1)]));
  assert.ok(JSON.stringify(describe(branch(3))).length < 20_000);
});
