import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { runSetUp } from './run-set-up.ts';
import { reports } from './set-ups-reports.ts';

describe('what a runner writes besides is the same with agentlog', { concurrency: 2 }, () => {
  for (const { title, ...setUp } of reports) {
    test(title, async () => {
      const { bare, recorded } = await runSetUp(setUp);
      assert.deepEqual(recorded, bare);
      for (const [name, text] of Object.entries(bare.files)) assert.notEqual(text, '"none"', name);
    });
  }
});
