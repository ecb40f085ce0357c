import assert from 'node:assert/strict';
import { test } from 'node:test';
import { escapeControl, oneLine } from '../../src/report/escape-control.ts';

const TABLE: readonly (readonly [string, string])[] = [
  ['plain', 'plain'],
  ['héllo 🎉', 'héllo 🎉'],
  ['a\nb\r\tc', 'a\\nb\\r\\tc'],
  ['\u001b[2J', '\\x1b[2J'],
  ['\u0000\u007f\u0085\u009b', '\\x00\\x7f\\x85\\x9b'],
  ['\u2028\u2029', '\\u2028\\u2029'],
  ['\u202etxt\u2066\u2069\u200f', '\\u202etxt\\u2066\\u2069\\u200f'],
  ['\ufeff', '\\ufeff'],
];

for (const [given, expected] of TABLE) {
  test(`escapeControl shows ${JSON.stringify(given)} as ${expected}`, () => {
    assert.equal(escapeControl(given), expected);
  });
}

const LINES: readonly (readonly [string, number, string])[] = [
  ['abc', 3, 'abc'],
  ['abcd', 3, 'ab…'],
  ['ab\n', 3, 'ab…'],
  ['a🎉bc', 3, 'a…'],
];

for (const [given, width, expected] of LINES) {
  test(`oneLine keeps ${JSON.stringify(given)} within ${width} characters as ${expected}`, () => {
    assert.equal(oneLine(given, width), expected);
  });
}
