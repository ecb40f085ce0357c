import assert from 'node:assert/strict';
import { test } from 'node:test';
import { drawList } from './draw.ts';
import { renderFailure, runCases } from './run-cases.ts';
import { ensure, type Target } from './target.ts';
import { createTarget, TARGETS } from './targets.ts';

/** A small part of what `npm run test:fuzz` tries, of another seed. */
const SEED = 2;
const CASES = 10_000;
const PROCESSES = 6;
const MAX_MS = 4000;

for (const name of TARGETS) {
  test(`cases of a seed find nothing wrong with ${name}`, async () => {
    const target = createTarget(name);
    const plan = { seed: SEED, from: 0, to: name === 'processes' ? PROCESSES : CASES };
    const { failure, passed } = await runCases(target, { ...plan, until: performance.now() + MAX_MS });
    assert.equal(failure === undefined ? '' : renderFailure(target, failure), '');
    assert.ok(passed > 0);
  });
}

/** Wrong where two numbers above 90 follow each other. */
const wrong: Target<readonly number[]> = {
  name: 'wrong',
  generate: (draw) => Array.from({ length: draw.below(20) }, () => draw.below(100)),
  check(numbers) {
    numbers.forEach((number, i) => {
      ensure(!(number > 90 && (numbers[i + 1] ?? 0) > 90), 'two large numbers');
    });
  },
  show: (numbers) => numbers.join(' '),
};

test('a case that fails is made small, and is the same one when it is asked for again', async () => {
  const { passed, failure } = await runCases(wrong, { seed: 7, from: 0, to: 10_000 });
  assert.ok(failure);
  assert.equal(failure.smallest?.text, '91 91');
  const again = await runCases(wrong, { seed: 7, from: passed, to: passed + 1 });
  assert.deepEqual([again.passed, again.failure?.smallest?.text], [0, '91 91']);
  assert.match(
    renderFailure(wrong, failure),
    new RegExp(`npm run fuzz -- wrong --seed 7 --case ${passed}\\n`),
  );
});

test('a list of choices that has ended gives the simplest ones', () => {
  const draw = drawList([5, 1]);
  assert.deepEqual([draw.below(3), draw.oneIn(2), draw.pick(['a', 'b'])], [2, true, 'a']);
});
