import assert from 'node:assert/strict';
import { test } from 'node:test';
import { summarize } from './latency-report.js';

const samples = [38, 9, 120, 52, 1040];

test('the slowest response is the 95th percentile of a small sample', () => {
  const report = summarize('/checkout', samples);
  assert.equal(report.p95, Math.max(...samples));
});
