import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  MAX_THROWS_PER_SITE,
  PAUSE_ALLOWANCE_MS,
  PAUSE_DEBT_MS,
  PAUSE_TIME_SHARE,
} from '../../../src/base/limits.ts';
import { type Budget, createBudget, TEST_PLAN, USUAL_PLAN } from '../../../src/capture/failure/budget.ts';
import type { PauseState } from '../../../src/capture/failure/protocol.ts';

interface Bench {
  readonly budget: Budget;
  pass(ms: number): void;
}

function open(best?: PauseState): Bench {
  let now = 1000;
  const budget = createBudget(() => now, best);
  return {
    budget,
    pass(ms) {
      now += ms;
    },
  };
}

/** [what is spent at once in ms, the state that is left]. */
const SPENT: readonly (readonly [number, PauseState])[] = [
  [0, 'all'],
  [PAUSE_ALLOWANCE_MS / 2, 'all'],
  [PAUSE_ALLOWANCE_MS - 1, 'all'],
  [PAUSE_ALLOWANCE_MS, 'uncaught'],
  [PAUSE_ALLOWANCE_MS + 1, 'uncaught'],
  [PAUSE_ALLOWANCE_MS - PAUSE_DEBT_MS, 'off'],
  [1e9, 'off'],
];

describe('the budget of pauses', () => {
  for (const [cost, state] of SPENT) {
    test(`after ${cost} ms at once allows ${state}`, () => {
      const { budget } = open();
      budget.spend(cost);
      assert.equal(budget.state(), state);
    });
  }

  test('does not run out on a program that throws as rarely as its share of time allows', () => {
    const { budget, pass } = open();
    for (let i = 0; i < 10_000; i += 1) {
      budget.spend(1);
      pass(1 / PAUSE_TIME_SHARE);
      assert.equal(budget.state(), 'all');
    }
  });

  test('allows all throws again only when a few ms are in hand, and says when that will be', () => {
    const { budget, pass } = open();
    budget.spend(PAUSE_ALLOWANCE_MS + 10);
    const recoveryMs = budget.recoveryMs();
    pass(recoveryMs / 2);
    assert.equal(budget.state(), 'uncaught');
    pass(recoveryMs / 2);
    assert.deepEqual([budget.state(), budget.recoveryMs()], ['all', 0]);
  });

  test('goes from no pauses over uncaught errors to all throws', () => {
    const { budget, pass } = open();
    budget.spend(PAUSE_ALLOWANCE_MS - PAUSE_DEBT_MS);
    const states: PauseState[] = [budget.state()];
    pass(-PAUSE_DEBT_MS / PAUSE_TIME_SHARE);
    states.push(budget.state());
    pass(budget.recoveryMs());
    states.push(budget.state());
    assert.deepEqual(states, ['off', 'uncaught', 'all']);
  });

  test('saves no more than the allowance, however long nothing is thrown', () => {
    const { budget, pass } = open();
    pass(1e12);
    budget.spend(PAUSE_ALLOWANCE_MS);
    assert.equal(budget.state(), 'uncaught');
  });

  test('never gets better than what the settings ask for', () => {
    const { budget, pass } = open('uncaught');
    assert.equal(budget.state(), 'uncaught');
    budget.spend(PAUSE_ALLOWANCE_MS - PAUSE_DEBT_MS);
    assert.equal(budget.state(), 'off');
    pass(1e9);
    assert.equal(budget.state(), 'uncaught');
  });
});

describe('the count of a throw site', () => {
  test(`ends at ${MAX_THROWS_PER_SITE}, and leaves other sites alone`, () => {
    const { budget } = open();
    const answers = Array.from({ length: MAX_THROWS_PER_SITE + 2 }, () => budget.mayRead('a:1:1'));
    assert.deepEqual(answers.lastIndexOf(true), MAX_THROWS_PER_SITE - 1);
    assert.equal(answers.indexOf(false), MAX_THROWS_PER_SITE);
    assert.equal(budget.mayRead('a:1:2'), true);
  });

  test('begins anew after a minute in which time was looked at', () => {
    const { budget, pass } = open();
    for (let i = 0; i <= MAX_THROWS_PER_SITE; i += 1) budget.mayRead('a:1:1');
    pass(61_000);
    budget.spend(0);
    assert.equal(budget.mayRead('a:1:1'), true);
  });

  test('holds no more than a few thousand sites', () => {
    const { budget } = open();
    for (let i = 0; i <= MAX_THROWS_PER_SITE; i += 1) budget.mayRead('a:1:1');
    for (let i = 0; i < 6000; i += 1) budget.mayRead(`b:${i}:1`);
    assert.equal(budget.mayRead('a:1:1'), true);
  });
});

test('throws that became events do not count against their line', () => {
  const { budget } = open();
  for (let i = 0; i < MAX_THROWS_PER_SITE; i += 1) {
    budget.mayRead('1:7');
    budget.giveBack('1:7', 0);
  }
  assert.deepEqual([budget.mayRead('1:7'), budget.isPassedOver('1:7')], [true, false]);
});

test('a program that turns out to run tests has a smaller allowance from then on', () => {
  let plan = USUAL_PLAN;
  const budget = createBudget(
    () => 1000,
    'all',
    () => plan,
  );
  plan = TEST_PLAN;
  budget.spend(TEST_PLAN.allowanceMs - 1);
  const before = budget.state();
  budget.spend(1);
  assert.deepEqual([before, budget.state()], ['all', 'uncaught']);
});

test('what a throw cost that became an event is given back, up to the allowance', () => {
  const { budget } = open();
  budget.spend(PAUSE_ALLOWANCE_MS - 1);
  budget.giveBack('1:7', 10);
  budget.spend(10);
  const spent = budget.state();
  budget.giveBack('1:7', 2 * PAUSE_ALLOWANCE_MS);
  budget.spend(PAUSE_ALLOWANCE_MS);
  assert.deepEqual([spent, budget.state()], ['all', 'uncaught']);
});
