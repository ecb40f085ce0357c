import assert from 'node:assert/strict';
import { test } from 'node:test';
import { redact } from '../../src/redact/redact.ts';
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

for (const { title, around, takes } of NAMED_PLACES) {
  test(`${title} hides the value of every secret name, strong or weak, and keeps the name`, () => {
    const random = seeded(title.length);
    const left: string[] = [];
    for (const name of SECRET_NAMES.filter(takes)) {
      for (const value of [namedSecret(random), namedSecret(random), ...WEAK_SECRETS]) {
        const given = around(name, value);
        const safe = redact(given);
        if (safe.includes(value) || !safe.includes(name)) left.push(`${given} -> ${safe}`);
        assert.equal(redact(safe), safe);
      }
    }
    assert.deepEqual(left, []);
  });

  test(`${title} keeps the value of every harmless name`, () => {
    const touched = HARMLESS_NAMES.filter(takes)
      .flatMap((name) => ['q7hn3kd8w2Z', 'hello', '12', 'true'].map((value) => around(name, value)))
      .filter((given) => redact(given) !== given);
    assert.deepEqual(touched, []);
  });

  test(`${title} hides a number under the names of which digits are secrets`, () => {
    const wrong = NUMBER_NAMES.filter(([name]) => takes(name)).filter(
      ([name, hides]) => redact(around(name, '4711')).includes('4711') === hides,
    );
    assert.deepEqual(wrong, []);
  });
}

test('at most one line of 1,000 that hold no secret is touched', () => {
  const lines = mustKeep().flatMap(({ kind, lines: all }) => all.map((line) => ({ kind, line })));
  const touched = lines
    .map(({ kind, line }) => ({ kind, line: line.slice(0, 300), safe: redact(line).slice(0, 300) }))
    .filter(({ line, safe }) => line !== safe);
  assert.ok(touched.length * 1000 <= lines.length, JSON.stringify(touched, null, 1));
});
