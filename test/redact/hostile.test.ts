import { test } from 'node:test';
import { redact } from '../../src/redact/redact.ts';
import { hostilePieces } from './hostile.ts';

const CHARS = 100_000;
const LONG_CHARS = 1_000_000;

test('texts of hostile pieces are redacted in linear time', () => {
  // Quadratic work would take minutes here, and the runner's own limit would end it.
  for (const piece of hostilePieces()) redact(piece.repeat(Math.ceil(CHARS / piece.length)));
});

for (const piece of ['a', '-', 'token=', 'a:', '"', '\\', '://a:', 'password="', 'aB3'.repeat(11), '\n']) {
  test(`1 MB of ${JSON.stringify(piece)} is redacted in linear time`, () => {
    redact(piece.repeat(Math.ceil(LONG_CHARS / piece.length)));
  });
}
