'use strict';

/** Objects out of a CSV text, named by its first line. */
function parseCsv(text) {
  const [head, ...rows] = text.trimEnd().split(/\r?\n/);
  const names = head.split(';');
  return rows.map((row) => {
    const cells = row.split(';');
    return Object.fromEntries(names.map((name, i) => [name, cells[i]]));
  });
}

module.exports = { parseCsv };
