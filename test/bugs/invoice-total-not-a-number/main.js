import { createInvoice } from './invoice.js';

const lines = [
  { article: 'Ladder', unitCents: 8900, units: 1, discountPercent: 10, taxClass: 'standard' },
  { article: 'Paint', unitCents: 2450, units: 4, taxClass: 'standard' },
  { article: 'Handbook', unitCents: 1990, units: 1, discountPercent: 0, taxClass: 'reduced' },
];

const invoice = createInvoice('2024-0193', lines);
console.log(`${invoice.number}: ${(invoice.total / 100).toFixed(2)}`);
