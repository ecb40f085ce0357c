'use strict';

/** A clock in whole milliseconds. `read` gives fractions. */
function createClock(read) {
  return { now: () => read() | 0 };
}

module.exports = { createClock };
