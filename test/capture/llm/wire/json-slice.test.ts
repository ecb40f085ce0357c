import assert from 'node:assert/strict';
import { test } from 'node:test';
import { valueAfter } from '../../../../src/capture/llm/wire/json-slice.ts';
import { fc } from '../../../properties.ts';
import { RUNS } from './feed.ts';

const FIRST_AND_LAST: readonly (readonly [text: string, first: unknown, last: unknown])[] = [
  ['{"k":1}', 1, 1],
  ['{"k":1,"k":2}', 1, 2],
  ['{ "k" \n:\t[1, {"a":"]"}] , "k":{"b":"}\\""}}', [1, { a: ']' }], { b: '}"' }],
  ['…x","k":null,"k":true}', null, true],
  ['{"k":-1.5e3}', -1500, -1500],
  ['{"k":"a\\"b\\\\","k":"é\\u00e9"}', 'a"b\\', 'éé'],
  ['{"k":""}', '', ''],
  // Within strings the quotes are escaped …
  ['{"t":"{\\"k\\":1}","k":2,"t":"\\"k\\":3"}', 2, 2],
  // … but for one which ends the string behind the word.
  ['{"t \\"k":1,"k":2,"u \\"k":3}', 2, 2],
  ['{"t\\\\":1,"k":2}', 2, 2],
  // As a value it is no key.
  ['{"t":"k","k":2,"l":["k","k"]}', 2, 2],
  ['{"t":"k"}', undefined, undefined],
  ['{"kk":1,"k ":2}', undefined, undefined],
  // Cut off.
  ['{"k":1', undefined, undefined],
  ['{"k":tru', undefined, undefined],
  ['{"k":{"a":1}', { a: 1 }, { a: 1 }],
  ['{"k":{"a":1', undefined, undefined],
  ['{"k":{"a":"}', undefined, undefined],
  ['{"k":', undefined, undefined],
  ['{"k"', undefined, undefined],
  ['{"k', undefined, undefined],
  ['"k":1}', undefined, undefined],
  [',"k":1}', 1, 1],
  ['', undefined, undefined],
  // No JSON.
  ['{"k":}', undefined, undefined],
  ['{"k":nul}', undefined, undefined],
  ['{"k":{a}}', undefined, undefined],
  ['{"k":[1}}', undefined, undefined],
  ['{"k":]}', undefined, undefined],
  [`{"k":${'['.repeat(33)}${']'.repeat(33)}}`, undefined, undefined],
  [`{"k":"${'x'.repeat(70_000)}"}`, undefined, undefined],
  [`{"k":[${'1,'.repeat(40_000)}1]}`, undefined, undefined],
];

for (const [text, first, last] of FIRST_AND_LAST) {
  const shown = text.length > 60 ? `${text.slice(0, 60)}…` : text;
  test(`behind "k" in ${shown} stands first ${JSON.stringify(first)} and last ${JSON.stringify(last)}`, () => {
    assert.deepEqual(valueAfter(text, 'k', 'first'), first);
    assert.deepEqual(valueAfter(text, 'k', 'last'), last);
  });
}

for (const [text, expected] of [
  ['{"k":"abc', 'abc'],
  ['{"k":"', ''],
  ['{"k":"abc"', 'abc'],
  ['{"k":"a\\', 'a'],
  ['{"k":"a\\\\', 'a\\'],
  ['{"k":"a\\\\\\', 'a\\'],
  ['{"k":"a\\n', 'a\n'],
  ['{"k":"a\\u', 'a'],
  ['{"k":"a\\u00e', 'a'],
  ['{"k":"a\\u00e9', 'aé'],
  ['{"k":"\\u00e9\\u00e', 'é'],
  ['{"k":"\\\\u00e', '\\u00e'],
  ['{"k":"a\nb', undefined],
  [`{"k":"${'x'.repeat(70_000)}`, 'x'.repeat(65_535)],
  ['{"k":12', undefined],
] as const) {
  const shown = text.length > 60 ? `${text.slice(0, 60)}…` : text;
  test(`of a string that is cut off in ${JSON.stringify(shown)} what is there is given where it is asked for`, () => {
    assert.equal(valueAfter(text, 'k', 'first', true), expected);
    assert.equal(valueAfter(text, 'k', 'last', true), expected);
  });
}

test('a value is found in any JSON, and in any part of it that holds it whole', () => {
  fc.assert(
    fc.property(
      fc.json({ maxDepth: 3 }),
      fc.json({ maxDepth: 3 }),
      fc.json({ maxDepth: 3 }),
      fc.nat(),
      (before, value, behind, cutAt) => {
        const front = `{"a":${before}`;
        const text = `${front},"usage":${value},"z":${behind}}`;
        const part = text.slice(cutAt % (front.length + 1));
        assert.deepEqual(valueAfter(part, 'usage', 'first'), JSON.parse(value));
        assert.deepEqual(valueAfter(part, 'usage', 'last'), JSON.parse(value));
      },
    ),
    RUNS,
  );
});

test('a string that is cut off anywhere gives a beginning of it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.nat(), (value, cutAt) => {
      const text = `{"k":${JSON.stringify(value)}`;
      const from = '{"k":"'.length;
      const part = text.slice(0, from + (cutAt % (text.length - from + 1)));
      const found = valueAfter(part, 'k', 'last', true);
      assert.ok(typeof found === 'string' && value.startsWith(found), JSON.stringify([part, found]));
    }),
    RUNS,
  );
});

test('any text is borne', () => {
  const part = fc.constantFrom('"k"', ':', '"', '\\', '{', '}', '[', ']', ',', ' ', '1', 'u00e9', '\n');
  fc.assert(
    fc.property(fc.array(part), fc.boolean(), (parts, isCut) => {
      valueAfter(parts.join(''), 'k', 'first', isCut);
      valueAfter(parts.join(''), 'k', 'last', isCut);
    }),
    RUNS,
  );
});
