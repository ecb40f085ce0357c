'use strict';

const { parseLine } = require('./parse-line.js');

/** How often each site sent us a visitor. */
function countReferrers(log) {
  const counts = new Map();
  for (const line of log.split('\n')) {
    const entry = parseLine(line);
    if (entry === undefined) continue;
    const site = entry.referrer.split('/')[0];
    counts.set(site, (counts.get(site) ?? 0) + 1);
  }
  return counts;
}

module.exports = { countReferrers };
