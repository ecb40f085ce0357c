'use strict';

const { countReferrers } = require('./report.js');

const log = [
  '10.0.3.1 "GET /pricing" 200 "https://news.example/item/8"',
  '10.0.3.7 "GET /docs/start" 200 "https://search.example/?q=start"',
  '10.0.0.9 "GET /health" 204',
].join('\n');

console.log(countReferrers(log));
