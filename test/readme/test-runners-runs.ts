import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Runs } from './pages.ts';
import { makeProject, sh } from './project.ts';

const CART_TEST = `import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

const coupons = new Map([['SPRING', 4]]);
describe('cart', () => {
  test('takes the discount off', () => {
    const coupon = coupons.get('Spring');
    const total = 21 - (coupon ?? 0);
    assert.equal(total, 17);
  });
});
`;

/** Runs a command in a project whose test fails; gives what agentlog says of it. */
async function failTest(command: string): Promise<string> {
  const project = makeProject({ test: 'node --test cart.test.js' });
  writeFileSync(join(project, 'cart.test.js'), CART_TEST);
  const { exitCode, stderr } = await sh(command, project);
  assert.equal(exitCode, 1);
  return stderr.slice(stderr.indexOf('agentlog: '));
}

/** What is done with the snippets of docs/test-runners.md. */
export const testRunnersRuns: Runs = [
  [
    'npx agentlog run -- npm test',
    async (text) =>
      assert.match(await failTest(text), /^agentlog: AssertionError: .*\n {2}at cart\.test\.js:9, /),
  ],
  [
    'agentlog: AssertionError: Expected values to be strictly equal [ERR_ASSERTION]',
    async (text) => assert.equal(await failTest('npx agentlog run -- npm test'), text),
  ],
];
