import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clip, MARKER, redact } from '../../src/redact/redact.ts';
import { randomWord } from './secrets.ts';

const secret = randomWord(24);
const key = `sk-${randomWord(48)}`;

/** What is given, and what comes back. */
const TABLE: readonly (readonly [string, string, string])[] = [
  ['an empty text', '', ''],
  ['a plain text', 'the quick brown fox', 'the quick brown fox'],
  ['a key of its own shape', `use ${key} now`, `use ${MARKER} now`],
  ['two keys', `${key} ${key}`, `${MARKER} ${MARKER}`],
  ['an assignment', `DB_PASSWORD=${secret} next`, `DB_PASSWORD=${MARKER} next`],
  ['an option', `--password=${secret} next`, `--password=${MARKER} next`],
  ['JSON', `{"password":"${secret}","a":1}`, `{"password":"${MARKER}","a":1}`],
  [
    'JSON within JSON',
    `{\\"password\\":\\"${secret}\\",\\"a\\":1}`,
    `{\\"password\\":\\"${MARKER}\\",\\"a\\":1}`,
  ],
  ['a quoted value with other quotes in it', `password="${secret}'\\"x" y`, `password="${MARKER}" y`],
  ['a quoted value without an end', `password="${secret}`, `password="${MARKER}`],
  ['a bearer header', `Authorization: Bearer ${secret}`, `Authorization: Bearer ${MARKER}`],
  ['a basic header', `{"authorization":"Basic ${secret}="}`, `{"authorization":"Basic ${MARKER}"}`],
  [
    'a query string behind other colons',
    `https://a.b/?token=${secret}&y=1`,
    `https://a.b/?token=${MARKER}&y=1`,
  ],
  ['the password of a URL', `postgres://bo:${secret}@db/x`, `postgres://bo:${MARKER}@db/x`],
  ['a long quoted value', `password="${'a '.repeat(9000)}" end`, `password="${MARKER}" end`],
  ['an empty value', 'password=""', 'password=""'],
  ['a number under token', '{"token":1234,"a":1}', '{"token":1234,"a":1}'],
  ['a number under password', '{"password":1234,"a":1}', `{"password":${MARKER},"a":1}`],
  ['nothing under a secret name', 'token=undefined secret: null', 'token=undefined secret: null'],
  ['a count', 'max_tokens=1024', 'max_tokens=1024'],
  ['a host with a port', 'http://localhost:8080/a@b', 'http://localhost:8080/a@b'],
  [
    'a checksum',
    'd41d8cd98f00b204e9800998ecf8427ed41d8cd98f00b204e9800998ecf8427e',
    'd41d8cd98f00b204e9800998ecf8427ed41d8cd98f00b204e9800998ecf8427e',
  ],
  ['the marker', `a=${MARKER}`, `a=${MARKER}`],
];

for (const [title, given, expected] of TABLE) {
  test(`${title} comes back ${given === expected ? 'as it is' : 'without its secret'}`, () => {
    assert.equal(redact(given), expected);
    assert.equal(redact(redact(given)), expected, 'a second redaction changes nothing');
  });
}

const CLIPS: readonly (readonly [string, string, number, object])[] = [
  ['a short text', 'abc', 5, { text: 'abc' }],
  ['a text of just the length', 'abcde', 5, { text: 'abcde' }],
  ['a longer text', 'abcdef', 5, { text: 'abcde', truncated: 6 }],
  ['a surrogate pair across the cut', 'abcd😀x', 5, { text: 'abcd', truncated: 7 }],
  ['a surrogate pair before the cut', 'abc😀x', 5, { text: 'abc😀', truncated: 6 }],
  ['a lone surrogate', `abcd\ud83dx`, 5, { text: 'abcd', truncated: 6 }],
  ['a cut at nothing', 'abc', 0, { text: '', truncated: 3 }],
  ['a secret across the cut', `abc ${key} end`, 10, { text: `abc ${MARKER}`, truncated: 4 + key.length + 4 }],
  ['a secret behind the cut', `abcdefghij ${key}`, 5, { text: 'abcde', truncated: 11 + key.length }],
  [
    'a named secret across the cut of a long text',
    `password="${secret.repeat(900)}"`,
    20,
    { text: `password="${MARKER}`, truncated: 11 + secret.length * 900 },
  ],
];

for (const [title, given, maxChars, expected] of CLIPS) {
  test(`clip treats ${title} as it says`, () => assert.deepEqual(clip(given, maxChars), expected));
}

test('no half of a secret moves up before the cut when the secrets before it shrink', () => {
  for (let gap = 0; gap < 64; gap += 1) {
    const long = randomWord(4200 - gap);
    const { text } = clip(`password="${long}" ${key} ${'x '.repeat(4000)}`, 200);
    for (let i = 0; i + 8 <= key.length; i += 1) assert.ok(!text.includes(key.slice(i, i + 8)), text);
  }
});

const HOSTILE: readonly (readonly [string, string])[] = [
  ['letters', 'a'],
  ['names with colons', 'aa:'],
  ['names with an opening quote', 'ab="x'],
  ['secret names with an opening quote', "pwd='a\n"],
  ['secret names', 'token= '],
  ['URL beginnings', '://x:'],
  ['schemes', 'Bearer '],
  ['dashes', '-'],
  ['backslashes', '\\'],
  ['key beginnings', 'sk-'],
  ['spaces', ' '],
];

for (const [title, piece] of HOSTILE) {
  test(`400,000 characters of ${title} are redacted in linear time`, () => {
    // Quadratic work would take minutes here, and the runner's own limit would end it.
    redact(piece.repeat(Math.ceil(400_000 / piece.length)));
  });
}
