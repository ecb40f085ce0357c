const vm = require('node:vm');

const code = `(function check(order) {
  const limit = 5;
  const problem = new RangeError('too many: ' + order.count);
  throw problem;
})`;
const check = vm.runInNewContext(code, {}, { filename: 'rules.js' });

try {
  check({ count: 8 });
} catch (problem) {
  problem.message = `in line 3: ${problem.message}`;
  throw problem;
}
