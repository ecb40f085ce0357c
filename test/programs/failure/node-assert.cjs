const assert = require('node:assert');

function checkTotal(items) {
  const sum = items.reduce((total, item) => total + item, 0);
  assert.strictEqual(sum, 7); // fails here
}

checkTotal([1, 2, 3]);
