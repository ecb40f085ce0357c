import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isPlaceholder } from '../../src/redact/placeholder.ts';
import { isBorder } from '../../src/redact/shapes/border.ts';
import type { SecretShape } from '../../src/redact/shapes/secret-shape.ts';
import { SHAPES } from '../../src/redact/shapes/table.ts';
import { generate, seeded } from './generate.ts';
import { SHAPELESS } from './shapeless.ts';
import { SURROUNDINGS } from './surroundings.ts';

const SAMPLES = 40;

/** What the row alone hides of a text: tried wherever one of its literals stands. */
function spansOf(row: SecretShape, text: string): [number, number][] {
  const spans: [number, number][] = [];
  for (const literal of row.literals) {
    for (let at = text.indexOf(literal); at !== -1; at = text.indexOf(literal, at + 1)) {
      if (row.boundary && !isBorder(text, at)) continue;
      row.pattern.lastIndex = at;
      const found = row.pattern.exec(text);
      if (found === null) continue;
      const secret = found[1] ?? found[0];
      if (row.accepts !== undefined && !row.accepts(secret)) continue;
      const start = found[1] === undefined ? at - row.before : at + found[0].indexOf(found[1]);
      spans.push([start, start + secret.length + (found[1] === undefined ? row.before : 0)]);
      at = Math.max(at, start + secret.length - 1);
    }
  }
  return spans;
}

for (const row of SHAPES) {
  test(`every ${row.id} is found whole in all surroundings, and no placeholder is one`, () => {
    const random = seeded(row.id.length * 7919 + row.id.charCodeAt(0));
    for (let i = 0; i < SAMPLES; i += 1) {
      const { text, secret } = generate(row.example, random);
      assert.equal(isPlaceholder(secret), false, secret);
      for (const { title, around, written } of SURROUNDINGS) {
        const whole = around(text);
        const start = whole.indexOf(written(secret));
        const end = start + written(secret).length;
        assert.notEqual(start, -1, title);
        const covered = spansOf(row, whole).some(([from, to]) => from <= start && to >= end);
        assert.ok(covered, `${title}: ${whole}`);
      }
    }
  });
}

test('ids are unique, and every row is well formed', () => {
  assert.equal(new Set(SHAPES.map(({ id }) => id)).size, SHAPES.length);
  for (const row of SHAPES) {
    assert.match(row.id, /^[a-z][a-z0-9_]+$/);
    assert.equal(row.pattern.flags, 'y', row.id);
    assert.match(row.source, /^https:\/\/\S+$/, row.id);
    assert.match(row.example, /\{[a-z]/i, row.id);
    assert.ok(row.literals.length > 0, row.id);
    for (const literal of row.literals) assert.ok(literal.length >= 2, `${row.id}: ${literal}`);
  }
});

test('each literal of a row begins some match, and no match begins with anything else', () => {
  for (const row of SHAPES) {
    const { text } = generate(row.example, seeded(1));
    const found = row.literals.find((literal) => text.includes(literal));
    assert.ok(found !== undefined, row.id);
    for (const literal of row.literals) {
      const given = text.replace(found, literal);
      row.pattern.lastIndex = given.indexOf(literal);
      const match = row.pattern.exec(given);
      // A literal with a form of its own is tried by the samples.
      if (match !== null)
        assert.ok(
          row.literals.some((start) => match[0].startsWith(start)),
          row.id,
        );
    }
  }
});

test('what has no shape is listed once, with the reason', () => {
  assert.equal(new Set(SHAPELESS.map(({ secret }) => secret)).size, SHAPELESS.length);
  for (const { reason } of SHAPELESS) assert.notEqual(reason, '');
});

/** Keys that are no sample of a row: cut off, in one line, in a diff, in source code. */
const BODY = 'MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7'.slice(0, 48);
const BEGIN = '-----BEGIN PRIVATE KEY-----';
const END = '-----END PRIVATE KEY-----';
const BLOCKS: readonly (readonly [string, string, string])[] = [
  ['in one line with escapes', `"${BEGIN}\\n${BODY}\\n${END}\\n","a":1`, '"|\\n","a":1'],
  ['without an end', `x\n${BEGIN}\n${BODY}\n${BODY}`, 'x\n|'],
  ['in added lines of a diff', `+${BEGIN}\n+${BODY}\n+${END}\n context`, '+|\n context'],
  ['in removed lines of a diff', `-${BEGIN}\n-${BODY}\n-${END}\n context`, '-|\n context'],
  ['in pieces of source code', `'${BEGIN}\\n' +\n  '${BODY}\\n' +\n  '${END}';`, "'|';"],
  ['encrypted', `${BEGIN}\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,AB\n\n${BODY}\n${END}\n`, '|\n'],
  ['in colour', `\x1b[32m+${BEGIN}\x1b[m\n\x1b[32m+\x1b[m\x1b[32m${BODY}\x1b[m\n`, '\x1b[32m+|'],
  [
    'named in source code',
    `if (text.startsWith('${BEGIN}')) return;`,
    `if (text.startsWith('${BEGIN}')) return;`,
  ],
  ['as a placeholder', `${BEGIN}\n...\n${END}`, `${BEGIN}\n...\n${END}`],
  [
    'public',
    '-----BEGIN PUBLIC KEY-----\nMIIBIjANBgkqhkiG9w0B',
    '-----BEGIN PUBLIC KEY-----\nMIIBIjANBgkqhkiG9w0B',
  ],
];

for (const [title, given, expected] of BLOCKS) {
  test(`a private key ${title} is ${given === expected ? 'left' : 'hidden'}`, () => {
    const row = SHAPES.find(({ id }) => id === 'private_key_block');
    assert.ok(row !== undefined);
    let safe = given;
    for (const [from, to] of spansOf(row, given).reverse()) safe = `${safe.slice(0, from)}|${safe.slice(to)}`;
    assert.equal(safe, expected);
  });
}

const BORDERS: readonly (readonly [string, boolean])[] = [
  ['', true],
  [' ', true],
  ['=', true],
  ['a', false],
  ['_', false],
  ['7', false],
  ['\\n', true],
  ['\\u003d', true],
  ['\\x3d', true],
  ['%3D', true],
  ['\x1b[31m', true],
  ['\x1b[38;5;208m', true],
  ['\\u001b[0m', true],
  ['\\x1b[0m', true],
  ['[0m', false],
  ['am', false],
  ['abcd', false],
];

for (const [before, expected] of BORDERS) {
  test(`a word ${expected ? 'may' : 'cannot'} begin behind ${JSON.stringify(before)}`, () => {
    assert.equal(isBorder(`${before}ghp_`, before.length), expected);
  });
}

const HOSTILE = 1_000_000;

for (const row of SHAPES) {
  test(`${row.id} takes time in proportion to hostile text`, () => {
    const { text } = generate(row.example, seeded(3));
    const literal = row.literals[0] ?? '';
    const pieces = [literal, `-${literal}`, `${literal}a`, text, text.slice(0, -1), `${text.slice(0, 40)} `];
    for (const piece of pieces) {
      // Quadratic work would take minutes here, and the runner's own limit would end it.
      const hostile = piece.repeat(Math.ceil(HOSTILE / pieces.length / piece.length));
      for (let at = hostile.indexOf(literal); at !== -1; at = hostile.indexOf(literal, at + 1)) {
        row.pattern.lastIndex = at;
        const found = row.pattern.exec(hostile);
        if (found !== null && (row.accepts === undefined || row.accepts(found[1] ?? found[0]))) {
          at = Math.max(at, row.pattern.lastIndex - 1);
        }
      }
    }
  });
}
