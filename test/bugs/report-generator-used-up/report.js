import assert from 'node:assert/strict';

/** A text table with each row's share of the whole. */
export function renderShares(rows) {
  let total = 0;
  for (const { amount } of rows) total += amount;
  const lines = [];
  for (const { quarter, amount } of rows) {
    lines.push(`${quarter} ${((amount / total) * 100).toFixed(1).padStart(5)} %`);
  }
  assert.notEqual(lines.length, 0, 'the report is empty');
  return lines.join('\n');
}
