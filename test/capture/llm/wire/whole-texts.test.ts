import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LongText } from '../../../../src/capture/llm/wire/long-text.ts';
import { createNdjsonReader } from '../../../../src/capture/llm/wire/ndjson.ts';
import { createWholeBodyReader } from '../../../../src/capture/llm/wire/whole-body.ts';
import { assertHoweverCut, cut, type Open, told } from './feed.ts';

type Told = string | LongText;

const openNdjson: Open<Told> = (list) =>
  createNdjsonReader(
    (line) => list.push(line),
    (long) => list.push(long),
  );
const openWhole: Open<Told> = (list) =>
  createWholeBodyReader(
    (text) => list.push(text),
    (long) => list.push(long),
  );

const MIB = 1_048_576;
const END = 65_536;

for (const [given, expected] of [
  ['{"a":1}\n{"done":true}\n', ['{"a":1}', '{"done":true}']],
  ['{"a":1}\r\n\r\n\n{"done":true}', ['{"a":1}', '{"done":true}']],
  ['\n\n', []],
  ['', []],
] as const) {
  test(`${JSON.stringify(given)} has ${expected.length} lines of JSON, wherever it is cut`, () => {
    assertHoweverCut(openNdjson, Buffer.from(given), expected);
  });
}

for (const [given, expected] of [
  ['{"a":"😀"}\n', ['{"a":"😀"}\n']],
  ['\ufeff{}', ['{}']],
  ['', []],
] as const) {
  test(`the body ${JSON.stringify(given)} is one text, wherever it is cut`, () => {
    assertHoweverCut(openWhole, Buffer.from(given), expected);
  });
}

test('a body of 1 MiB is whole and a longer one is given by its ends', () => {
  const text = `{${'x'.repeat(MIB - 2)}}`;
  for (const size of [999, 65_536, 3 * MIB]) {
    assert.equal(told(openWhole, cut(Buffer.from(text), [size]))[0], text);
    assert.deepEqual(told(openWhole, cut(Buffer.from(`${text}\n`), [size])), [
      { head: text.slice(0, END), tail: `${text}\n`.slice(-END), bytes: MIB + 1 },
    ]);
  }
});

test('a line of JSON beyond 1 MiB is given by its ends', () => {
  const [long, next] = told(openNdjson, cut(Buffer.from(`[${'1'.repeat(2 * MIB)}]\n{}\n`), [65_536]));
  assert.deepEqual(long, {
    head: `[${'1'.repeat(END - 1)}`,
    tail: `${'1'.repeat(END - 1)}]`,
    bytes: 2 * MIB + 2,
  });
  assert.equal(next, '{}');
});
