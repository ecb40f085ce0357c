'use strict';

const path = require('node:path');
const { importStock } = require('./import-stock.js');

const stock = importStock(path.join(__dirname, 'stock.csv'));
console.log(`${stock.size} articles in stock`);
