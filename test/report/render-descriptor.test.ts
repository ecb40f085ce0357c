import assert from 'node:assert/strict';
import { test } from 'node:test';
import { renderDescriptor } from '../../src/report/render-descriptor.ts';

const deep = (levels: number): unknown => (levels === 0 ? 1 : [deep(levels - 1)]);

const TABLE: readonly (readonly [string, unknown, string])[] = [
  ['a string', { t: 'str', v: 'abc' }, '"abc"'],
  ['a string with a newline and an escape', { t: 'str', v: 'a\n\u001b[31mb' }, '"a\\n\\u001b[31mb"'],
  ['a cut string', { t: 'str', v: 'abc', truncated: 900 }, '"abc" … of 900 chars'],
  ['an integer', { t: 'int', v: 3 }, '3'],
  ['no number', { t: 'float', v: 'NaN' }, 'NaN'],
  ['minus zero', { t: 'float', v: '-0' }, '-0'],
  ['a bigint', { t: 'bigint', v: '12' }, '12n'],
  ['a boolean', { t: 'bool', v: false }, 'false'],
  ['null', { t: 'null', v: null }, 'null'],
  ['undefined', { t: 'undefined' }, 'undefined'],
  ['a function', { t: 'fn', v: 'total' }, 'fn total'],
  ['a nameless function', { t: 'fn' }, 'fn'],
  ['a short array', { t: 'Array', v: [1, 'a', null] }, '[1, "a", null]'],
  ['a long array', { t: 'Array', n: 90, it: 'int', preview: [1, 2, 3] }, '[1, 2, 3, … 87 more int]'],
  ['blanks that are no space', { t: 'str', v: '1\u00a0234\u202f5\u200b' }, '"1\\u00a0234\\u202f5\\u200b"'],
  ['words, an emoji of several parts', { t: 'str', v: 'é 日本　👩‍💻' }, '"é 日本　👩‍💻"'],
  [
    'keys that need quotes',
    { t: 'Object', v: { ' price': 1, '\ufeffsku': 2, '': 3, 'a: b': 4, '[object Object]': 5 } },
    '{" price": 1, "\\ufeffsku": 2, "": 3, "a: b": 4, "[object Object]": 5}',
  ],
  [
    'keys that need none',
    { t: 'Object', v: { 'content-type': 1, $id: 2, größe: 3, '#left': 4, '/a/b.js': 5 } },
    '{content-type: 1, $id: 2, größe: 3, #left: 4, /a/b.js: 5}',
  ],
  ['odd keys alone', { t: 'Object', n: 5, k: ['a b', 'c'] }, '{"a b", c, … 3 more}'],
  ['keys that are no text', { t: 'Object', n: 5, k: [{ toString: 1 }, 2] }, '{…, 2, … 3 more}'],
  ['an empty array', { t: 'Array', v: [] }, '[]'],
  ['a plain object', { t: 'Object', v: { id: 1, tags: ['a'] } }, '{id: 1, tags: ["a"]}'],
  ['an instance', { t: 'User', v: { id: 3, name: 'x' } }, 'User {id: 3, name: "x"}'],
  ['a wide object', { t: 'Object', n: 30, v: { a: 1 } }, '{a: 1, … 29 more}'],
  ['a map', { t: 'Map', v: [['a', 1]] }, 'Map {"a" => 1}'],
  ['a long map', { t: 'Map', n: 9, preview: [['a', 1]] }, 'Map {"a" => 1, … 8 more}'],
  ['a set', { t: 'Set', v: [1] }, 'Set [1]'],
  ['a date', { t: 'Date', v: '2026-02-14T00:00:00.000Z' }, 'Date 2026-02-14T00:00:00.000Z'],
  ['a buffer', { t: 'ArrayBuffer', n: 8 }, 'ArrayBuffer(8)'],
  ['keys alone', { t: 'Object', n: 5, k: ['a', 'b'] }, '{a, b, … 3 more}'],
  ['a class alone', { t: 'Promise' }, 'Promise'],
  ['a nested descriptor', { t: 'Object', v: { at: { t: 'Date', v: 'x' } } }, '{at: Date x}'],
  ['no descriptor', 'raw', '"raw"'],
  ['nothing', undefined, 'undefined'],
  ['a type that is no text', { t: 3, v: 1 }, '{t: 3, v: 1}'],
  ['a name that turns the writing', { t: 'a\u202eb' }, 'a\\u202eb'],
  ['endless nesting', { t: 'Array', v: deep(30) }, '[[[[[[[[…]]]]]]]]'],
  ['fields of a wrong type', { t: 'Array', preview: 3, n: 'x', k: {} }, 'Array'],
];

for (const [name, given, expected] of TABLE) {
  test(`renderDescriptor shows ${name} as ${JSON.stringify(expected)}`, () => {
    assert.equal(renderDescriptor(given), expected);
  });
}

test('renderDescriptor keeps a giant value to one line of the given width', () => {
  const items = Array.from({ length: 100_000 }, () => ({ name: 'x'.repeat(1000) }));
  const line = renderDescriptor({ t: 'Array', v: items }, 80);
  assert.equal(line.length, 80);
  assert.ok(line.endsWith('…'));
});
