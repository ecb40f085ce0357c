'use strict';

const fs = require('node:fs');
const { parseCsv } = require('./csv.js');

/** Stock by article, from the warehouse's export. */
function importStock(file) {
  const stock = new Map();
  for (const record of parseCsv(fs.readFileSync(file, 'utf8'))) {
    const key = record.sku.toUpperCase();
    stock.set(key, Number(record.pieces));
  }
  return stock;
}

module.exports = { importStock };
