import assert from 'node:assert/strict';
import { test } from 'node:test';
import { headAt } from '../../../src/capture/git/base-tree.ts';

const NONE = '0'.repeat(40);
const [A, B, C] = ['a', 'b', 'c'].map((digit) => digit.repeat(40)) as [string, string, string];
const entry = (from: string, to: string, ts: number, what = 'commit: x'): string =>
  `${from} ${to} A U. Thor <a> b@example.org> ${ts} +0130\t${what}\n`;

const ROWS: readonly (readonly [name: string, log: string, startTs: number, expected: string | undefined])[] =
  [
    ['no log', '', 5, undefined],
    ['a torn log', `${A} ${B} A <a@b`, 5, undefined],
    ['before and after', entry(NONE, A, 1, 'commit (initial): x') + entry(A, B, 3) + entry(B, C, 5), 4, B],
    ['the second of the start', entry(NONE, A, 1) + entry(A, B, 4), 4.9, B],
    ['a clock that went back', entry(NONE, A, 1) + entry(A, B, 9) + entry(B, C, 2), 4, C],
    [
      'a repository that was made later',
      entry(NONE, A, 6, 'commit (initial): x') + entry(A, B, 7),
      4,
      'none',
    ],
    ['a repository that was cloned later', entry(NONE, A, 6, 'clone: from x') + entry(A, B, 7), 4, A],
    ['a log that was shortened', entry(A, B, 6), 4, A],
    [
      'names of SHA-256',
      entry(`${A}${'1'.repeat(24)}`, `${B}${'1'.repeat(24)}`, 3),
      4,
      `${B}${'1'.repeat(24)}`,
    ],
    ['an entry without words', `${NONE} ${A} A <a@b> 3 +0000\n`, 4, A],
  ];

for (const [name, log, startTs, expected] of ROWS) {
  test(`headAt reads ${name}`, () => {
    assert.equal(headAt(log, startTs), expected);
  });
}
