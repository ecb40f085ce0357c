import { billingDates } from './subscription.js';

const startedAt = new Date(Date.UTC(2024, 0, 31, 12));
setTimeout(() => {
  for (const date of billingDates(startedAt, 3)) console.log(date.toDateString());
}, 1);
