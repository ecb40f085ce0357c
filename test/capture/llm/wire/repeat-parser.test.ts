import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseJson } from '../../../../src/capture/llm/wire/parse-json.ts';
import { createRepeatParser } from '../../../../src/capture/llm/wire/repeat-parser.ts';
import { fc } from '../../../properties.ts';

const chunk = (text: string, more = ''): string =>
  `{"id":"chatcmpl-1","choices":[{"index":0,"delta":{"content":"${text}"},"finish_reason":null}],"usage":null${more}}`;
const DEEP = `${'{"a":'.repeat(30)}"x"${'}'.repeat(30)}`;

const STREAMS: readonly (readonly [string, readonly string[]])[] = [
  ['words', ['one', 'two', 'three', 'four'].map((word) => chunk(word))],
  [
    'words that are empty, long or alike',
    ['', '', 'x'.repeat(3000), 'a', 'a', ''].map((word) => chunk(word)),
  ],
  [
    'words beside a string of another kind',
    ['a', 'b', 'c'].map((word, i) => chunk(word, `,"pad":"${i}${word}"`)),
  ],
  ['an escape', ['a', 'b', '\\n', '\\"', '\\u0041', 'c', '\\\\', 'd'].map((word) => chunk(word))],
  ['what is no JSON', ['a', 'b', '\n', '\t', '\u0000', 'c"', '","x":"', 'd'].map((word) => chunk(word))],
  [
    'letters beyond ASCII',
    ['ä', 'é', '中', '😀', '\ud83d', '\u2028', '\uffff', 'a'].map((word) => chunk(word)),
  ],
  ['a changing number', [1, 2, 30, 4].map((count) => chunk('a', `,"n":${count}`))],
  [
    'a last chunk of another shape',
    [chunk('a'), chunk('b'), '{"choices":[],"usage":{"total_tokens":3}}', chunk('c')],
  ],
  [
    'a text with more behind it',
    [chunk('a'), chunk('b'), `${chunk('c')} `, `${chunk('d')}x`, ` ${chunk('e')}`],
  ],
  ['a text that ends early', [chunk('a'), chunk('b'), chunk('c').slice(0, -1), chunk('d').slice(0, 60), '']],
  ['changing keys', ['{"a":1}', '{"b":1}', '{"c":1}', '{"a":"b"}', '{"a":"c"}']],
  ['a key that is there twice', ['x', 'y', 'z'].map((word) => `{"a":"${word}","a":"${word}","b":"${word}"}`)],
  ['a second key that hides the first', ['x', 'y', 'z'].map((word) => `{"a":"${word}","a":1}`)],
  [
    'keys of prototypes',
    ['x', 'y', 'z'].map((word) => `{"__proto__":"${word}","constructor":{"toString":"${word}"}}`),
  ],
  [
    'numbers as keys',
    ['x', 'y', 'z'].map((word) => `{"1":"${word}","0":["${word}","k"],"length":"${word}"}`),
  ],
  ['more changes than are followed', ['x', 'y', 'z'].map((word) => JSON.stringify(Array(9).fill(word)))],
  ['a deep value', ['x', 'y', 'z'].map((word) => DEEP.replace('x', word))],
  ['no object', ['"a"', '"b"', '1', 'true', 'null', '[DONE]', '["a"]', '["b"]', '["c"]']],
];

for (const [name, texts] of STREAMS) {
  test(`a repeat parser reads ${name} as JSON.parse does`, () => {
    const parse = createRepeatParser();
    for (const text of [...texts, ...texts]) {
      assert.deepEqual(structuredClone(parse(text)), parseJson(text), text);
    }
  });
}

test('a repeat parser gives the same object again for a text of a known pattern', () => {
  const parse = createRepeatParser();
  parse(chunk('a'));
  const value = parse(chunk('b'));
  assert.equal(parse(chunk('c')), value);
  assert.deepEqual(value, JSON.parse(chunk('c')));
});

test('a repeat parser reads whatever texts that resemble each other as JSON.parse does', () => {
  const words = fc.constantFrom(
    '',
    'a',
    'b',
    'a"',
    '\\',
    '\\n',
    ':',
    ',',
    '{',
    '}',
    '[',
    ']',
    '"',
    '":"',
    '\uffff1',
    '7',
    '__proto__',
  );
  const pieces = fc.constantFrom(
    '{"a":"',
    '","b":["',
    '"]',
    '}',
    '"}',
    '","',
    '":"',
    '{"',
    '[',
    '{"a":{"b":"',
    '"}}',
    '"]}',
    '1',
    ',"c":2',
  );
  const texts = fc
    .tuple(
      fc.array(pieces, { minLength: 1, maxLength: 6 }),
      fc.array(fc.array(words, { maxLength: 6 }), { maxLength: 8 }),
    )
    .map(([literals, fills]) =>
      fills.map((fill) =>
        literals.map((literal, i) => (i === 0 ? literal : `${fill[i - 1] ?? ''}${literal}`)).join(''),
      ),
    );
  fc.assert(
    fc.property(texts, (list) => {
      const parse = createRepeatParser();
      for (const text of list) assert.deepEqual(structuredClone(parse(text)), parseJson(text));
    }),
    { numRuns: 3000 },
  );
});
