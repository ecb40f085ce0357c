import assert from 'node:assert/strict';
import { priceLine } from './pricing.js';

/** Puts an invoice together; the total is in whole cents. */
export function createInvoice(number, lines) {
  const amounts = lines.map(priceLine);
  const subtotal = amounts.reduce((sum, { net }) => sum + net, 0);
  const taxes = amounts.reduce((sum, { tax }) => sum + tax, 0);
  const total = Math.round(subtotal + taxes);
  assert.ok(total > 0, `invoice ${number} has no valid total`);
  return { number, lines, subtotal, taxes, total };
}
