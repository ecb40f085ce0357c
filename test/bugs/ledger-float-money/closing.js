'use strict';

class UnbalancedError extends Error {}

/** Closes a day whose debits and credits are equal. */
function closeDay(day, postings) {
  let debits = 0;
  let credits = 0;
  for (const { amount } of postings) {
    if (amount > 0) debits += amount;
    else credits -= amount;
  }
  if (debits !== credits) throw new UnbalancedError(`cannot close ${day}: the books do not balance`);
  return { day, turnover: debits };
}

module.exports = { closeDay };
