const assert = require('node:assert');

it('a CommonJS file fails', () => {
  const module = 'commonjs';
  assert.strictEqual(module, 'module'); // @commonjs
});
