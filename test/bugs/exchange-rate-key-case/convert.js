'use strict';

/** An amount in euros, rounded as banks do. */
function toEuro(amount, currency, rates) {
  const entry = rates.get(currency);
  const euros = amount * entry.rate;
  return Math.round(euros * 100) / 100;
}

function totalInEuro(orders, rates) {
  return orders.reduce((sum, order) => sum + toEuro(order.amount, order.currency, rates), 0);
}

module.exports = { toEuro, totalInEuro };
