import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isSecretNumberName } from '../../src/redact/names.ts';
import { isPlaceholder } from '../../src/redact/placeholder.ts';
import { isBorder } from '../../src/redact/shapes/border.ts';
import { SHAPES } from '../../src/redact/shapes/table.ts';
import { seeded } from './generate.ts';
import {
  HARMLESS_NAMES,
  NAMED_PLACES,
  NUMBER_NAMES,
  namedSecret,
  SECRET_NAMES,
  WEAK_SECRETS,
} from './must-hide-names.ts';
import { mustKeep } from './must-keep.ts';

/** The rows that find something in a line which holds no secret. */
function rowsThatTouch(line: string): string[] {
  return SHAPES.filter(({ literals, pattern, boundary, accepts }) =>
    literals.some((literal) => {
      for (let at = line.indexOf(literal); at !== -1; at = line.indexOf(literal, at + 1)) {
        if (boundary && !isBorder(line, at)) continue;
        pattern.lastIndex = at;
        const found = pattern.exec(line);
        if (found === null) continue;
        const secret = found[1] ?? found[0];
        if (!isPlaceholder(secret) && (accepts === undefined || accepts(secret))) return true;
      }
      return false;
    }),
  ).map(({ id }) => id);
}

const kept = mustKeep();

test('the must-keep corpus has at least 2,500 different lines and is the same every time', () => {
  const lines = new Set(kept.flatMap((text) => text.lines));
  assert.ok(lines.size >= 2500, String(lines.size));
  assert.deepEqual(mustKeep(), kept);
});

for (const { kind, lines } of kept) {
  test(`no shape touches a line of the kind ${kind}`, () => {
    const touched = lines
      .map((line) => ({ line: line.slice(0, 200), rows: rowsThatTouch(line) }))
      .filter(({ rows }) => rows.length > 0);
    assert.deepEqual(touched, []);
  });
}

test('there are at least 60 secret names, each in several places, and none is among the harmless', () => {
  assert.ok(new Set(SECRET_NAMES).size >= 60);
  for (const name of SECRET_NAMES) {
    assert.ok(!HARMLESS_NAMES.includes(name), name);
    const places = NAMED_PLACES.filter(({ takes }) => takes(name));
    assert.ok(places.length >= 8, name);
    const secret = namedSecret(seeded(name.length));
    for (const { around } of places) assert.ok(around(name, secret).includes(secret));
  }
});

test('a weak password is no placeholder, and a number is a secret under some names only', () => {
  for (const weak of WEAK_SECRETS) assert.equal(isPlaceholder(weak), false, weak);
  for (const [name, hides] of NUMBER_NAMES) assert.equal(isSecretNumberName(name), hides, name);
});
