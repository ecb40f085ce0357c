import { invariant } from './invariant.js';

/** What a week of shifts pays, in cents. */
export function weeklyPay(shifts, centsPerHour) {
  let pay = 0;
  for (const { begins, ends } of shifts) {
    const hours = ends - begins;
    invariant(hours >= 0, 'a shift has a length');
    pay += hours * centsPerHour;
  }
  return pay;
}
