import assert from 'node:assert/strict';
import { test } from 'node:test';
import { redact } from '../../src/redact/redact.ts';
import { SHAPES } from '../../src/redact/shapes/table.ts';
import { generate, seeded } from './generate.ts';
import { SURROUNDINGS } from './surroundings.ts';

const SAMPLES = 40;
const PIECE_CHARS = 10;

/** A piece of a secret that is still to be read in a text. */
function pieceLeft(safe: string, secret: string): string | undefined {
  const size = Math.min(PIECE_CHARS, secret.length);
  for (let i = 0; i + size <= secret.length; i += 1) {
    const piece = secret.slice(i, i + size);
    if (safe.includes(piece)) return piece;
  }
  return undefined;
}

for (const { id, example } of SHAPES) {
  test(`no piece of any ${id} is left, whatever it stands in`, () => {
    const random = seeded(id.length * 104_729 + id.charCodeAt(1));
    for (let i = 0; i < SAMPLES; i += 1) {
      const { text, secret } = generate(example, random);
      for (const { title, around, written } of SURROUNDINGS) {
        const safe = redact(around(text));
        assert.equal(pieceLeft(safe, written(secret)), undefined, `${title}: ${safe}`);
        assert.equal(redact(safe), safe, title);
      }
    }
  });
}
