import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createCapturedText } from '../../../src/capture/output/captured-text.ts';
import { createKeptBytes } from '../../../src/capture/output/kept-bytes.ts';

const HEAD = 7;
const TAIL = 11;
const TEXTS = [
  '',
  'a',
  'seven b',
  'eight by',
  'exactly eighteen b',
  'é€🎉'.repeat(20),
  '\ud800',
  'x'.repeat(50_000),
  '🎉'.repeat(20_000),
];

for (const text of TEXTS) {
  for (const size of [1, 3, 100_000]) {
    test(`of ${Buffer.byteLength(text)} bytes, in pieces of ${size}, the first 7 and the last 11 are kept, as text and as bytes`, () => {
      const whole = Buffer.from(text);
      const [asBytes, asText] = [createKeptBytes(HEAD, TAIL), createKeptBytes(HEAD, TAIL)];
      for (let at = 0; at < whole.length; at += size) asBytes.add(whole.subarray(at, at + size));
      const chars = [...text];
      for (let at = 0; at < chars.length; at += size) asText.addText(chars.slice(at, at + size).join(''));
      const dropped = Math.max(0, whole.length - HEAD - TAIL);
      const expected = {
        head: dropped === 0 ? whole : whole.subarray(0, HEAD),
        tail: dropped === 0 ? Buffer.alloc(0) : whole.subarray(-TAIL),
        droppedBytes: dropped,
        totalBytes: whole.length,
      };
      assert.deepEqual([asBytes.read(), asText.read()], [expected, expected]);
    });
  }
}

const CAPTURED: readonly (readonly [string, string, string])[] = [
  ['what fits, as it is', `a\0${'b'.repeat(38)}`, `a\0${'b'.repeat(38)}`],
  ['beginning and end', 'ab'.repeat(50), `${'ab'.repeat(5)}\n[… 60 bytes missing …]\n${'ab'.repeat(15)}`],
  [
    'whole characters',
    `123456789é${'-'.repeat(50)}é${'1'.repeat(29)}`,
    `123456789\n[… 54 bytes missing …]\n${'1'.repeat(29)}`,
  ],
];
for (const [name, given, expected] of CAPTURED) {
  test(`a captured text of 40 bytes gives ${name}`, () => {
    const captured = createCapturedText(40);
    captured.addText(given);
    assert.equal(captured.read(), expected);
  });
}
