import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { testNodeVersion } from '../../run-node.ts';
import type { Row } from './row.ts';
import { keyOf, runSetUp, type Seen } from './run-set-up.ts';
import { setUps } from './set-ups.ts';

const [major, minor] = testNodeVersion;

describe('failing tests are failures, and the runner reports what it does without agentlog', {
  concurrency: 2,
}, () => {
  for (const row of setUps) {
    test(titleOf(row), { skip: !isRunnable(row) }, async () => {
      const { bare, recorded, events } = await runSetUp(row);
      assert.deepEqual({ ...recorded, events }, { ...bare, events: inOrder(row.events) });
    });
  }
});

function inOrder(events: readonly Seen[]): Seen[] {
  return [...events].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

function isRunnable({ minNode: [needsMajor, needsMinor] = [0, 0] }: Row): boolean {
  return major > needsMajor || (major === needsMajor && minor >= needsMinor);
}

function titleOf({ title, minNode }: Row): string {
  return minNode === undefined ? title : `${title} (Node ${minNode.join('.')} and later)`;
}
