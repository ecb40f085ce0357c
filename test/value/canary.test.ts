import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describe } from '../../src/value/describe.ts';
import { randomWord } from '../redact/secrets.ts';

/** A secret by its shape, wherever it stands. */
const shaped = `sk-${randomWord(48)}`;
/** A secret by its name alone. */
const named = randomWord(12);
/** A secret by a shape that counts only where a word can begin, and not behind a slash. */
const bordered = `EAAB${randomWord(180)}`;
class Holder {
  field = shaped;
  accessToken = named;
}
const makeNamed = { [shaped]() {} };

const POSITIONS: readonly (readonly [string, unknown, string?])[] = [
  ['a variable', shaped],
  ['a named variable', named, 'apiKey'],
  ['the middle of a text', `before ${shaped} after`],
  ['the cut of a text', `${'x '.repeat(90)}${shaped} after`],
  ['a text too long to be looked at whole', `${'x '.repeat(90)}${shaped}${' y'.repeat(10_000)}`],
  ['a value', { a: { b: shaped } }],
  ['a named value', { deep: { list: [{ client_secret: named }] } }],
  ['a key', { [shaped]: 1 }],
  ['a key of 100', { [`${'k '.repeat(30)}${shaped}`]: 1 }],
  ['an array', [1, shaped]],
  ['a long array', [shaped, 2, 3, 4, 5, 6, 7]],
  ['a pair', [['authorization', named]]],
  ['raw headers', ['Host', 'x', 'Cookie', named]],
  ['a command line', ['--user', 'bo', '--password', named]],
  ['a variable of an environment', [{ name: 'DB_PASSWORD', value: named }]],
  ['a map key', new Map([[shaped, 1]])],
  ['a map value', new Map([['a', shaped]])],
  ['a named map value', new Map([['token', named]])],
  ['a map key inside an object', new Map([[{ secret: named }, 1]])],
  ['a set', new Set([shaped])],
  ['a class field', new Holder()],
  ['an error message', new Error(`refused: ${shaped}`)],
  ['a named part of an error message', new Error(`password="${named}" refused`)],
  ['an error field', Object.assign(new Error('x'), { token: named, code: shaped })],
  ['an error cause', new Error('x', { cause: new Error(shaped) })],
  ['an error name', Object.assign(new Error('x'), { name: shaped })],
  ['a URL query', new URL(`https://a.b/?token=${named}&key=${shaped}`)],
  ['a URL password', new URL(`https://bo:${named}@a.b/`)],
  ['URLSearchParams', new URLSearchParams({ token: named, a: shaped })],
  ['Headers', new Headers({ authorization: `Bearer ${named}` })],
  ['a symbol', Symbol(shaped)],
  ['a symbol inside', [Symbol(shaped)]],
  ['a function name', makeNamed[shaped]],
  ['a regular expression', new RegExp(shaped)],
  ['a regular expression of what could be a part of a path', new RegExp(bordered)],
  ['a boxed string', Object(shaped)],
  ['a class name', new ({ [shaped]: class {} }[shaped] as new () => object)()],
  ['a tag', Object.create({ [Symbol.toStringTag]: shaped })],
  ['JSON in a text', JSON.stringify({ password: named, o: JSON.stringify({ apiKey: named }) })],
  ['a buffer', Buffer.from(shaped)],
  ['the deepest level', { a: { b: { c: { password: named, d: shaped } } } }],
];

for (const [title, value, name] of POSITIONS) {
  test(`no part of a secret survives in ${title}`, () => {
    const text = JSON.stringify(describe(value, name === undefined ? undefined : { name }));
    for (const secret of [shaped.slice(3), named, bordered.slice(4)]) {
      for (let i = 0; i + 6 <= secret.length; i += 1) assert.ok(!text.includes(secret.slice(i, i + 6)), text);
    }
  });
}
