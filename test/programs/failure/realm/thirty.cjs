const vm = require('node:vm');

const code = `(function check(order) {
  const limit = 10;
  throw new RangeError('too many: ' + order.count);
})`;

const refused = [];
for (let count = 0; count < 30; count += 1) {
  const check = vm.runInNewContext(code, {}, { filename: 'rules.js' });
  try {
    check({ count });
  } catch (problem) {
    refused.push(problem);
  }
}
throw refused[20];
