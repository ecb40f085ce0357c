'use strict';

const LINE = /^(\S+) "(?:GET|POST) ([^" ]+)" (\d{3})(?: "([^"]+)")?$/;

/** Reads one line of the access log. */
function parseLine(line) {
  const parts = LINE.exec(line);
  if (parts === null) return undefined;
  const path = parts[2];
  const status = Number(parts[3]);
  const referrer = parts[4].replace(/^https?:\/\//, '');
  return { path, status, referrer };
}

module.exports = { parseLine };
