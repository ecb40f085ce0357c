import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NOT_JSON, skipJson } from '../../src/event/skip-json.ts';

const skip = (text: string): number => {
  const bytes = Buffer.from(text);
  return skipJson(bytes, 0, bytes.length);
};

const WHOLE = [
  '{}',
  '[]',
  '""',
  '"a\\"b\\\\c\\/\\b\\f\\n\\r\\t\\u00e9"',
  '"é€😀 plain text of many letters"',
  '0',
  '-0',
  '12.50e+3',
  '1E9',
  '-1.5e-7',
  'true',
  'false',
  'null',
  '{"a":{"b":[1,2,{"c":null}]},"":"","d":[[],{}]}',
];
for (const text of WHOLE) {
  test(`${text} is whole JSON, and no beginning of it is`, () => {
    assert.equal(skip(text), Buffer.byteLength(text));
    JSON.parse(text);
    // The beginning of a number is a number.
    if (/^[-0-9]/.test(text)) return;
    for (let i = 0; i < text.length; i += 1) assert.equal(skip(text.slice(0, i)), NOT_JSON, text.slice(0, i));
  });
}

const BROKEN = [
  ...[
    '',
    ' ',
    '{',
    '}',
    '[1,]',
    '[,1]',
    '{"a"}',
    '{"a":}',
    '{"a":1,}',
    '{a:1}',
    "{'a':1}",
    '{"a" 1}',
    '{"a":1"b":2}',
  ],
  ...['01', '-', '.5', '+1', '1.', '1e', '1e+', 'tru', 'nul', 'nulL', 'undefined', 'NaN'],
  ...['"a', '"\\x"', '"\\u12g4"', '"\\', '"a\nb"', '"\0"', '"\t"', '"\\u12'],
];
for (const text of BROKEN) {
  test(`${JSON.stringify(text)} is not`, () => {
    const end = skip(text);
    assert.ok(end === NOT_JSON || end < Buffer.byteLength(text), String(end));
    assert.throws(() => JSON.parse(text));
  });
}

test('what is taken is what JSON.parse takes, whatever byte of a text is changed', () => {
  const text = Buffer.from(
    '{"a":"b\\n\\u0041é","c":[1.5e3,-2,true,null,{"d":{}}],"e":"some longer text here"}',
  );
  const bytes = [...'"\\{}[]:,0123.eE+-tfnu abx']
    .map((char) => char.charCodeAt(0))
    .concat(0, 9, 10, 13, 31, 127, 200);
  for (let i = 0; i < text.length; i += 1) {
    for (const byte of bytes) {
      const changed = Buffer.from(text);
      changed[i] = byte;
      const isTaken = skipJson(changed, 0, changed.length) === changed.length;
      let isJson = true;
      try {
        JSON.parse(changed.toString());
      } catch {
        isJson = false;
      }
      // White space between values is JSON, but is left to the parser.
      if (isTaken || ![9, 10, 13, 32].includes(byte)) assert.equal(isTaken, isJson, changed.toString());
    }
  }
});

test('what is nested too deeply is left to the parser', () => {
  assert.equal(skip('['.repeat(64) + ']'.repeat(64)), 128);
  assert.equal(skip('['.repeat(65) + ']'.repeat(65)), NOT_JSON);
  assert.equal(skip('['.repeat(1_000_000)), NOT_JSON);
});
