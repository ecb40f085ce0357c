import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createLineSplitter } from '../../../../src/capture/llm/wire/line-splitter.ts';
import type { LongText } from '../../../../src/capture/llm/wire/long-text.ts';
import { fc } from '../../../properties.ts';
import { assertHoweverCut, cut, type Open, RUNS, told } from './feed.ts';

const open: Open<string | LongText> = (list) =>
  createLineSplitter(
    (line) => list.push(line),
    (long) => list.push(long),
  );

const MIB = 1_048_576;
const END = 65_536;

const LINES: readonly (readonly [string, readonly string[]])[] = [
  ['', []],
  ['a', ['a']],
  ['a\n', ['a']],
  ['\n', ['']],
  ['a\nb\n', ['a', 'b']],
  ['a\r\nb\r\n', ['a', 'b']],
  ['a\rb\r', ['a', 'b']],
  ['a\r\r\nb\n\rc', ['a', '', 'b', '', 'c']],
  ['\r\n\r\n', ['', '']],
  ['\n\n\n', ['', '', '']],
  ['a\r\n\nb', ['a', '', 'b']],
  ['größe €\n😀 weiß\r\n😀', ['größe €', '😀 weiß', '😀']],
  ['\ufeffa\n\ufeffb\n', ['a', '\ufeffb']],
  ['\ufeff', ['']],
  ['\ufeff\n', ['']],
  ['a\u2028b\u0085c\vd\fe\n', ['a\u2028b\u0085c\vd\fe']],
  ['a\0b\n', ['a\0b']],
];

for (const [given, expected] of LINES) {
  test(`${JSON.stringify(given)} has ${expected.length} lines, wherever it is cut`, () => {
    assertHoweverCut(open, Buffer.from(given), expected);
  });
}

test('bytes that are no UTF-8 become U+FFFD and hide no end of a line', () => {
  for (const bytes of [
    [0xff, 10, 0x61],
    [0xe2, 0x82, 10, 0xac],
    [0xf0, 0x9f, 0x98, 13, 10, 0x80],
    [0xc0, 0x8a, 10],
    [0xed, 0xa0, 0x80],
  ]) {
    const given = Uint8Array.from(bytes);
    const expected = new TextDecoder().decode(given).split(/\r\n|\n|\r/);
    if (expected.at(-1) === '') expected.pop();
    assertHoweverCut(open, given, expected);
  }
});

test('any bytes in any chunks give the lines that the WHATWG decoder gives', () => {
  const byte = fc.oneof(
    fc.constantFrom(10, 13, 0x61, 0xef, 0xbb, 0xbf, 0xe2, 0x82, 0xac, 0xf0),
    fc.integer({ min: 0, max: 255 }),
  );
  fc.assert(
    fc.property(
      fc.array(byte, { maxLength: 300 }),
      fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1 }),
      (list, sizes) => {
        const bytes = Uint8Array.from(list);
        const expected = new TextDecoder().decode(bytes).split(/\r\n|\n|\r/);
        // The mark alone is something that stands there.
        const isMarkAlone = expected.length === 1 && bytes.length > 0;
        if (expected.at(-1) === '' && !isMarkAlone) expected.pop();
        assert.deepEqual(told(open, cut(bytes, sizes)), expected);
      },
    ),
    RUNS,
  );
});

test('a line of 1 MiB is whole and one of a byte more is given by its ends', () => {
  const text = `${'x'.repeat(MIB - 3)}end`;
  for (const size of [1000, 65_536, 300_000, MIB, 3 * MIB]) {
    const whole = told(open, cut(Buffer.from(`${text}\nnext\n`), [size]));
    assert.equal(whole[0] === text && whole[1] === 'next' && whole.length === 2, true, `size ${size}`);
    const long = told(open, cut(Buffer.from(`${text}!\r\nnext\n`), [size]));
    const expected = { head: 'x'.repeat(END), tail: `${'x'.repeat(END - 4)}end!`, bytes: MIB + 1 };
    assert.deepEqual(long, [expected, 'next'], `size ${size}`);
  }
});

test('the ends of a long line are cut between characters', () => {
  for (const lead of ['', 'a', 'ab', 'abc']) {
    const given = `${lead}${'😀€'.repeat(200_000)}`;
    const [long] = told(open, cut(Buffer.from(given), [70_001])) as [LongText];
    assert.equal(given.startsWith(long.head) && given.endsWith(long.tail), true);
    assert.equal(Buffer.byteLength(long.head) > END - 4 && Buffer.byteLength(long.tail) > END - 4, true);
    assert.equal(long.bytes, Buffer.byteLength(given));
  }
});

test('a line that never ends takes a bounded part of memory', () => {
  const reader = open([]);
  const chunk = Buffer.alloc(65_536, 0x61);
  const held = (): number => {
    const { heapUsed, external } = process.memoryUsage();
    return heapUsed + external;
  };
  for (let i = 0; i < 32; i++) reader.add(chunk);
  const before = held();
  for (let i = 0; i < 300 * 16; i++) reader.add(chunk);
  assert.ok(held() - before < 8 * MIB, `${held() - before} bytes`);
});

test('what is no bytes is passed over', () => {
  const list: (string | LongText)[] = [];
  const reader = open(list);
  for (const odd of [undefined, null, 'a\n', 7, {}, [97, 10], new Uint16Array(2), new ArrayBuffer(3)]) {
    reader.add(odd as never);
  }
  const gone = Uint8Array.of(97, 10);
  structuredClone(gone, { transfer: [gone.buffer] });
  reader.add(gone);
  reader.add(new Uint8Array(new SharedArrayBuffer(4)).fill(10, 3));
  reader.end();
  assert.deepEqual(list, ['\0\0\0']);
});
