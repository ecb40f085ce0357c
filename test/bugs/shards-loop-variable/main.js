'use strict';

const { takeCensus } = require('./census.js');
const { shards } = require('./shards.js');

takeCensus(shards, (error, rows) => {
  if (error) throw error;
  console.table(rows);
});
