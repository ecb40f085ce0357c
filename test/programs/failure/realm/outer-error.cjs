const vm = require('node:vm');
const assert = require('node:assert');

const code = `(function check(order) {
  const limit = 5;
  assert.ok(order.count < limit, 'too many');
})({ count: 8, tags: ['a'] });`;
vm.runInNewContext(code, { assert }, { filename: 'rules.js' });
