'use strict';

const TABLE = `
EUR 1 2
CZK 0.0395 2
JPY 0.0061 0
`;

/** The day's rates to the euro, by currency. */
function loadRates() {
  const rates = new Map();
  for (const line of TABLE.trim().split('\n')) {
    const [code, rate, digits] = line.split(' ');
    rates.set(code, { rate: Number(rate), digits: Number(digits) });
  }
  return rates;
}

module.exports = { loadRates };
