import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { createBoundedStream } from '../../../src/capture/output/bounded-stream.ts';

const MAX = 10_240;

function keep(bytes: Uint8Array, chunkSize: number) {
  const stream = createBoundedStream(MAX);
  for (let at = 0; at < bytes.length; at += chunkSize) stream.add(bytes.subarray(at, at + chunkSize));
  return stream.read();
}

const WHOLE: readonly (readonly [string, Uint8Array, string])[] = [
  ['nothing', Buffer.from(''), ''],
  ['a line', Buffer.from('héllo 🎉\n'), 'héllo 🎉\n'],
  ['exactly the limit', Buffer.alloc(MAX, 'a'), 'a'.repeat(MAX)],
  ['NUL and ANSI', Buffer.from('\u0000\u001b[31m'), '\u0000\u001b[31m'],
  ['a byte order mark', Buffer.from('\ufeffa'), '\ufeffa'],
  ['what is no UTF-8', Buffer.from([0x61, 0xff, 0xc3]), 'a\ufffd\ufffd'],
];

for (const [name, bytes, text] of WHOLE) {
  for (const chunkSize of [1, 7, 65_536]) {
    test(`a bounded stream keeps ${name} whole, given in chunks of ${chunkSize}`, () => {
      assert.deepEqual(keep(bytes, chunkSize), { text });
    });
  }
}

for (const size of [MAX + 1, 20_000, 27_000, 100_000, 1_000_003]) {
  for (const chunkSize of [997, 65_536]) {
    test(`of ${size} bytes in chunks of ${chunkSize} it keeps beginning and end, and says what is missing`, () => {
      const bytes = Buffer.from(
        Array.from({ length: Math.ceil(size / 8) }, (_, i) => String(i).padStart(7, '0')).join('\n'),
      ).subarray(0, size);
      const { text, truncated } = keep(bytes, chunkSize);
      const [, head = '', missing, tail = ''] = /^(.*)\n\[… (\d+) bytes missing …\]\n(.*)$/s.exec(text) ?? [];
      assert.equal(truncated, bytes.length);
      assert.ok(Buffer.byteLength(text) <= MAX && Buffer.byteLength(text) > MAX - 60);
      assert.ok(tail.length > 2 * head.length);
      assert.equal(head, bytes.subarray(0, head.length).toString());
      assert.equal(tail, bytes.subarray(-tail.length).toString());
      assert.equal(Number(missing), bytes.length - head.length - tail.length);
    });
  }
}

for (const char of ['é', '€', '🎉']) {
  test(`no character ${char} is torn at a cut`, () => {
    for (let shift = 0; shift < 4; shift += 1) {
      const { text } = keep(Buffer.from('x'.repeat(shift) + char.repeat(40_000)), 8191);
      assert.ok(!text.includes('\ufffd'));
      assert.ok(Buffer.byteLength(text) <= MAX);
    }
  });
}

test('bytes that are no UTF-8 stay within the limit, though each is shown in three', () => {
  const { text, truncated } = keep(Buffer.alloc(8000, 0xff), 8000);
  assert.ok(Buffer.byteLength(text) <= MAX);
  assert.equal(truncated, 8000);
});

test('a secret is hidden whole wherever it stands: in the kept parts, across a cut, across two chunks', () => {
  const secret = `sk-${randomBytes(30).toString('hex')}`;
  for (let at = 0; at < 60_000; at += 619) {
    const bytes = Buffer.from(`${'. '.repeat(at / 2)} ${secret} ${'. '.repeat((60_000 - at) / 2)}`);
    const { text } = keep(bytes, 1000);
    for (let i = 0; i + 12 <= secret.length; i += 4) {
      assert.ok(!text.includes(secret.slice(i, i + 12)), `at ${at}: ${secret.slice(i, i + 12)}`);
    }
    assert.ok(Buffer.byteLength(text) <= MAX);
  }
});

test('a stream of nothing but secrets shows none of them', () => {
  const secret = `sk-${randomBytes(30).toString('hex')}`;
  const { text } = keep(Buffer.from(`${secret}\n`.repeat(20_000)), 4096);
  assert.ok(!text.includes(secret.slice(20, 40)));
});
