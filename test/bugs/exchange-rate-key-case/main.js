'use strict';

const { totalInEuro } = require('./convert.js');
const { loadRates } = require('./rates.js');

const feed = `[
  { "id": 71, "amount": 19.9, "currency": "EUR", "channel": "shop" },
  { "id": 72, "amount": 1290, "currency": "czk", "channel": "partner" }
]`;

console.log(`revenue: ${totalInEuro(JSON.parse(feed), loadRates())} EUR`);
