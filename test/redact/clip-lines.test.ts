import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { clipLines } from '../../src/redact/clip-lines.ts';

const ROWS: readonly (readonly [string, { maxLines: number; maxChars: number }, string, boolean])[] = [
  ['', { maxLines: 2, maxChars: 9 }, '', false],
  ['a\nb\n', { maxLines: 2, maxChars: 9 }, 'a\nb\n', false],
  ['a\nb', { maxLines: 2, maxChars: 9 }, 'a\nb', false],
  ['a\nb\n\n', { maxLines: 2, maxChars: 9 }, 'a\nb\n', true],
  ['a\nb\nc', { maxLines: 2, maxChars: 9 }, 'a\nb\n', true],
  ['a\nb\nc', { maxLines: 0, maxChars: 9 }, '', true],
  ['abc\ndefgh\n', { maxLines: 5, maxChars: 6 }, 'abc\nde', true],
  ['abc\n', { maxLines: 5, maxChars: 4 }, 'abc\n', false],
  ['ab😀', { maxLines: 5, maxChars: 3 }, 'ab', true],
  ['\n\n\n', { maxLines: 2, maxChars: 9 }, '\n\n', true],
];

for (const [text, limit, expected, cut] of ROWS) {
  test(`clipLines keeps ${JSON.stringify(expected)} of ${JSON.stringify(text)} within ${JSON.stringify(limit)}`, () => {
    assert.deepEqual(clipLines(text, limit), { text: expected, cut });
  });
}

test('clipLines hides a secret whole that crosses the cut, and one of many lines', () => {
  const token = `ghp_${randomBytes(36).toString('hex').slice(0, 36)}`;
  const key = [
    '-----BEGIN PRIVATE KEY-----',
    ...Array.from({ length: 20 }, () => randomBytes(48).toString('base64')),
    '-----END PRIVATE KEY-----',
  ];
  const crossing = clipLines(`x ${token} y`, { maxLines: 5, maxChars: 20 });
  assert.deepEqual(crossing, { text: 'x ***REDACTED***', cut: true });
  const { text, cut } = clipLines(`a\n${key.join('\n')}\nb\n`, { maxLines: 5, maxChars: 9999 });
  assert.equal(cut, true);
  for (const line of key.slice(1, -1)) assert.ok(!text.includes(line));
});
