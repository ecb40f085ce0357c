const assert = require('node:assert');
const { test } = require('node:test');

test('a CommonJS file fails', () => {
  const module = 'commonjs';
  assert.strictEqual(module, 'module'); // @commonjs
});
