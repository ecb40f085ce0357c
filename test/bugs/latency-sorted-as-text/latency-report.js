import { percentile } from './percentile.js';

/** Percentiles of a route's response times in ms. */
export function summarize(route, samples) {
  const sorted = [...samples].sort();
  const p50 = percentile(sorted, 50);
  const p95 = percentile(sorted, 95);
  if (p95 < p50) throw new RangeError(`${route}: the percentiles contradict each other`);
  return { route, p50, p95 };
}
