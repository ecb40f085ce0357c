import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createBoundedStream } from '../../src/capture/output/bounded-stream.ts';
import { clip, redact } from '../../src/redact/redact.ts';
import { SHAPES } from '../../src/redact/shapes/table.ts';
import { fc } from '../properties.ts';
import { generate, seeded } from './generate.ts';
import { piecesLeft } from './pieces-left.ts';

/** Enough to find what is wrong often, few enough for every run of the suite; `fuzz.ts` goes on for longer. */
const RUNS = { numRuns: Number(process.env.FUZZ_RUNS ?? 400) };

/** What text around secrets is made of: signs and words that redaction looks at. */
const WORDS = fc.constantFrom(
  ...[
    'password',
    'token=',
    'api_key: ',
    '"secret":"',
    "'",
    '"',
    '\\"',
    '\\n',
    '\n',
    '\r\n',
    ' ',
    '  ',
    '=',
    ':',
    '://',
  ],
  ...[
    '-----BEGIN PRIVATE KEY-----',
    '-----END PRIVATE KEY-----',
    'Bearer ',
    'Basic ',
    'Cookie: ',
    'a=b; ',
    ',',
    ';',
    '&',
  ],
  ...[
    '--password ',
    '${',
    '}',
    '***REDACTED***',
    '<',
    '</token>',
    '[',
    ']',
    '(',
    ')',
    '@',
    '%3D',
    '\x1b[31m',
    '\x1b[0m',
  ],
  ...[
    'sk-',
    'ghp_',
    'eyJ',
    'AKIA',
    'é',
    '🔑',
    'null',
    'undefined',
    'x',
    '0',
    '-',
    '_',
    '.',
    '/',
    '+',
    '|',
    '>',
    '`',
    '#',
  ],
  ...[
    'value: ',
    'name: ',
    '{"name":"API_KEY","value":"',
    'const ',
    'await ',
    'string',
    '12',
    'Forgot your password?',
  ],
);
const AROUND = fc
  .array(fc.oneof(WORDS, WORDS, fc.string({ maxLength: 12 })), { maxLength: 12 })
  .map((words) => words.join(''));
const SAMPLE = fc
  .tuple(fc.constantFrom(...SHAPES), fc.integer())
  .map(([{ id, example }, seed]) => ({ id, ...generate(example, seeded(seed)) }));

test('redaction changes nothing in what it gave', () => {
  fc.assert(
    fc.property(AROUND, SAMPLE, AROUND, (before, { text }, after) => {
      const safe = redact(before + text + after);
      assert.equal(redact(safe), safe);
    }),
    RUNS,
  );
});

test('a secret of any shape is hidden, whatever stands around it and does not make it longer', () => {
  fc.assert(
    fc.property(AROUND, SAMPLE, AROUND, (before, { text, secret }, after) => {
      const safe = redact(`${before}\n${text}\n${after}`);
      assert.deepEqual(piecesLeft(safe, secret, `${before}\n\n${after}`), []);
    }),
    RUNS,
  );
});

test('no piece of a secret is left in a text that is clipped anywhere', () => {
  fc.assert(
    fc.property(SAMPLE, fc.integer({ min: 0, max: 300 }), fc.nat(6000), ({ text, secret }, gap, maxChars) => {
      const around = 'lorem ipsum '.repeat(Math.ceil(maxChars / 12));
      const start = Math.max(0, maxChars - gap);
      const { text: safe } = clip(`${around.slice(0, start)} ${text} ${around.repeat(3)}`, maxChars);
      assert.deepEqual(piecesLeft(safe, secret, around), []);
    }),
    RUNS,
  );
});

test('no piece of a secret is left in a stream that is cut anywhere, in chunks of any size', () => {
  fc.assert(
    fc.property(
      SAMPLE,
      fc.nat(60_000),
      fc.integer({ min: 1, max: 70_000 }),
      ({ text, secret }, at, chunk) => {
        const around = 'lorem ipsum '.repeat(5000);
        const bytes = Buffer.from(`${around.slice(0, at)}\n${text}\n${around.slice(at)}`);
        const stream = createBoundedStream();
        for (let i = 0; i < bytes.length; i += chunk) stream.add(bytes.subarray(i, i + chunk));
        assert.deepEqual(piecesLeft(stream.read().text, secret, around), []);
      },
    ),
    { numRuns: RUNS.numRuns / 4 },
  );
});

test('a stream split at every byte of a secret hides it', () => {
  const { text, secret } = generate('ghp_{alnum:36}', seeded(5));
  const bytes = Buffer.from(`token ${text} end`);
  for (let at = 0; at <= bytes.length; at += 1) {
    const stream = createBoundedStream();
    stream.add(bytes.subarray(0, at));
    stream.add(bytes.subarray(at));
    assert.deepEqual(piecesLeft(stream.read().text, secret, ''), []);
  }
});

test('a text without a secret comes back as the same text', () => {
  for (const text of ['', 'a', 'plain words, and: more = of them', 'x'.repeat(50_000), 'é🔑\n'.repeat(500)]) {
    assert.equal(redact(text), text);
  }
});
