'use strict';

/** The postings of one day: positive amounts are debits, negative ones credits. */
function readPostings(text) {
  return text
    .trim()
    .split('\n')
    .map((line) => {
      const [account, amount, memo] = line.split('|').map((cell) => cell.trim());
      return { account, amount: Number(amount), memo };
    });
}

module.exports = { readPostings };
