'use strict';

const { countRows } = require('./shards.js');

/** Rows by shard name. */
function takeCensus(shards, done) {
  const rows = {};
  let left = shards.length;
  for (var i = 0; i < shards.length; i += 1) {
    countRows(shards[i], (error, count) => {
      if (error) return done(error);
      rows[shards[i].name] = count;
      left -= 1;
      if (left === 0) done(null, rows);
    });
  }
}

module.exports = { takeCensus };
