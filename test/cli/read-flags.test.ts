import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readSize } from '../../src/cli/read-size.ts';
import { readMoment, readSpan } from '../../src/cli/read-time.ts';

const NOW = 1_800_000_000.5;
const MOMENTS: readonly (readonly [string, number | undefined])[] = [
  ['30s', NOW - 30],
  ['1.5h', NOW - 5400],
  ['2w', NOW - 14 * 86_400],
  ['2026-02-14T17:33:40Z', 1_771_090_420],
  ['2026-02-14T17:33:40', 1_771_090_420],
  ['2026-02-14 17:33:40.250', 1_771_090_420.25],
  ['2026-02-14T18:33:40+01:00', 1_771_090_420],
  ['2026-02-14', 1_771_027_200],
  ['1771090420', 1_771_090_420],
  ['1771090420.125', 1_771_090_420.125],
  ['1771090420125', 1_771_090_420.125],
  ...[
    '',
    '7',
    '7 d',
    '-7d',
    '7y',
    '1e9',
    'now',
    '2026-02-30T99:00',
    '2026-02-30',
    '2026-04-31T10:00Z',
    '2026-2-14',
    '9'.repeat(40),
  ].map((text) => [text, undefined] as const),
];
for (const [text, expected] of MOMENTS) {
  test(`${JSON.stringify(text)} is ${expected === undefined ? 'no time' : `the time ${expected}`}`, () => {
    if (expected === undefined) assert.throws(() => readMoment('since', text, NOW), /--since takes/);
    else assert.equal(readMoment('since', text, NOW), expected);
  });
}

test('a span is told in one unit', () => {
  assert.equal(readSpan('older', '7d'), 7 * 86_400);
  assert.throws(() => readSpan('older', '1771090420'), /--older takes a time like/);
});

for (const [text, bytes] of [
  ['0', 0],
  ['12', 12],
  ['64KB', 64_000],
  ['1.5 GB', 1.5e9],
  ['2m', 2e6],
  ['3gb', 3e9],
  ['1TB', 1e12],
] as const) {
  test(`${text} is a size of ${bytes} bytes`, () => assert.equal(readSize('max-size', text), bytes));
}
for (const text of ['', 'GB', '-1', '1PB', '1e3', '0x10']) {
  test(`${JSON.stringify(text)} is no size`, () =>
    assert.throws(() => readSize('max-size', text), /takes a size like/));
}
