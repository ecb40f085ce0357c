import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nearest } from '../../src/cli/nearest.ts';
import { shellQuote } from '../../src/cli/shell-quote.ts';

const VERBS = ['run', 'show', 'start', 'end', 'sessions', 'env'];
const NEAR: readonly (readonly [string, string | undefined])[] = [
  ['shw', 'show'],
  ['hsow', 'show'],
  ['session', 'sessions'],
  ['sess', 'sessions'],
  ['strat', 'start'],
  ['rnu', 'run'],
  ['xyzzy', undefined],
  ['', undefined],
  ['s'.repeat(100_000), undefined],
];

for (const [word, expected] of NEAR) {
  test(`the verb nearest to ${JSON.stringify(word.slice(0, 20))} is ${expected}`, () => {
    assert.equal(nearest(word, VERBS), expected);
  });
}

const QUOTES: readonly (readonly [string, string])[] = [
  ['plain/path-1.js', 'plain/path-1.js'],
  ['', "''"],
  ['a b', "'a b'"],
  ["it's", "'it'\\''s'"],
  ['$(x)`y`', "'$(x)`y`'"],
  ['ü\n', "'ü\n'"],
];

for (const [given, expected] of QUOTES) {
  test(`shellQuote writes ${JSON.stringify(given)} as ${JSON.stringify(expected)}`, () => {
    assert.equal(shellQuote(given), expected);
  });
}
