import { addMonths } from './months.js';

/** The dates on which a subscription is billed: one in each month. */
export function billingDates(startedAt, count) {
  const dates = [];
  const seen = new Set();
  for (let i = 0; i < count; i += 1) {
    const due = addMonths(startedAt, i);
    const month = due.getUTCMonth();
    if (seen.has(month) || (i > 0 && !seen.has((month + 11) % 12))) {
      throw new Error('a month is billed twice or not at all');
    }
    seen.add(month);
    dates.push(due);
  }
  return dates;
}
