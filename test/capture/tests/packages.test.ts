import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { root } from '../../root.ts';
import { runSetUp } from './run-set-up.ts';

// On a slow machine vitest names each test that took long.
const NONE_IS_SLOW = '--slowTestThreshold=600000';

/** Packages that many use, which publish their tests, by the runner of each. */
const PACKAGES = [
  {
    name: 'css-what',
    packages: ['vitest-4'],
    run: ['node_modules/vitest/vitest.mjs', 'run', NONE_IS_SLOW],
    says: /Tests 936 passed/,
  },
  {
    name: 'object-path',
    packages: ['mocha-11'],
    run: ['node_modules/mocha/bin/mocha.js', 'test.js'],
    says: /90 passing/,
  },
];

describe("a package's own tests give the same results with agentlog, and no event", {
  concurrency: 2,
}, () => {
  for (const { name, says, ...setUp } of PACKAGES) {
    const skip = existsSync(join(root, 'node_modules', name)) ? false : 'it is not installed';
    test(name, { skip }, async () => {
      const { bare, recorded, events } = await runSetUp({
        ...setUp,
        files: [],
        copyOf: name,
        isParallel: true,
      });
      assert.deepEqual({ ...recorded, events }, { ...bare, events: [] });
      assert.equal(bare.exitCode, 0);
      assert.match(bare.stdout, says);
    });
  }
});
