const { logFailure } = require('agentlog');

function reserve(stock, wanted) {
  const left = stock - wanted;
  if (left < 0) throw new RangeError(`${-left} too many`); // fails here
  return left;
}

let missed;
for (let i = 0; i < 20_000; i++) {
  try {
    reserve(i % 10, 12);
  } catch (error) {
    missed = error;
  }
}

function later(orders) {
  try {
    orders.total.toFixed(2);
  } catch (error) {
    logFailure(error);
  }
  logFailure(missed);
}

// By now there is time for pauses again, and the first failure tells of the time without.
setTimeout(later, 3_000, { total: null });
