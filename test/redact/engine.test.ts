import assert from 'node:assert/strict';
import { test } from 'node:test';
import { redact } from '../../src/redact/redact.ts';
import { SHAPES } from '../../src/redact/shapes/table.ts';
import { generate, seeded } from './generate.ts';
import { piecesLeft } from './pieces-left.ts';
import { SURROUNDINGS } from './surroundings.ts';

const SAMPLES = 40;
for (const { id, example } of SHAPES) {
  test(`no piece of any ${id} is left, whatever it stands in`, () => {
    const random = seeded(id.length * 104_729 + id.charCodeAt(1));
    for (let i = 0; i < SAMPLES; i += 1) {
      const { text, secret } = generate(example, random);
      for (const { title, around, written } of SURROUNDINGS) {
        const safe = redact(around(text));
        assert.deepEqual(piecesLeft(safe, written(secret), ''), [], `${title}: ${safe}`);
        assert.equal(redact(safe), safe, title);
      }
    }
  });
}
