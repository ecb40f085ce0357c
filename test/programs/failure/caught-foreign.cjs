const vm = require('node:vm');

const rules = vm.runInNewContext(
  `(function check(order) {
    const limit = 5;
    if (order.count > limit) throw new RangeError('too many: ' + order.count);
  })`,
  {},
  { filename: 'rules.js' },
);

function checkAll(counts) {
  const refused = [];
  for (const count of counts) {
    try {
      rules({ count });
    } catch (problem) {
      refused.push(problem);
    }
  }
  throw refused[1];
}

checkAll([7, 8, 9]);
