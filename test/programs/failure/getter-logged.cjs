const { inspect } = require('node:util');

class Report {
  constructor(rows) {
    this.rows = rows;
  }

  [inspect.custom](depth) {
    const first = this.rows[0];
    return `${first.title} at ${depth}`; // fails here
  }
}

console.log(new Report([]));
