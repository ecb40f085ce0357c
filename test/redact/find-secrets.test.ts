import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MARKER, redact } from '../../src/redact/redact.ts';
import { generate, seeded } from './generate.ts';
import { namedSecret } from './must-hide-names.ts';

/** A text is read in blocks of so many characters. */
const BLOCK_CHARS = 8192;
const FILLERS = { ASCII: 'no secret. ', 'other characters': 'kein Geheimnis, größer … ' };
const random = seeded(7);
const secret = namedSecret(random);
const PLACES = [
  `password=${secret}`,
  `"api_key": "${secret}"`,
  `['Authorization', '${secret}']`,
  `https://app:${secret}@db.example.org/x`,
];

for (const [kind, filler] of Object.entries(FILLERS)) {
  for (const place of PLACES) {
    test(`${place.replace(secret, '…')} is hidden wherever the border of two blocks cuts it, among ${kind}`, () => {
      for (let cut = 0; cut <= place.length; cut += 1) {
        const before = `${filler.repeat(BLOCK_CHARS).slice(0, BLOCK_CHARS - cut - 1)} `;
        const safe = redact(`${before}${place} ${filler}`);
        assert.equal(safe, `${before}${place.replace(secret, MARKER)} ${filler}`);
      }
    });
  }
}

test('a run of letters and digits is judged whole across the border of two blocks', () => {
  const run = generate('{alnum:40}', random).text;
  for (let cut = 0; cut <= run.length; cut += 1) {
    const before = `${'a b '.repeat(BLOCK_CHARS).slice(0, BLOCK_CHARS - cut - 1)} `;
    assert.equal(redact(`${before}${run} end`), `${before}${MARKER} end`);
  }
});
