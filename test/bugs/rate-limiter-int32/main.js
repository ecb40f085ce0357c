'use strict';

const { createClock } = require('./clock.js');
const { Bucket } = require('./token-bucket.js');

const bucket = new Bucket({ rate: 5, burst: 10 }, createClock(() => Date.UTC(2023, 10, 4, 8, 14) + 0.25));

process.nextTick(() => {
  console.log(bucket.take() ? 'passed' : 'refused');
});
