const vm = require('node:vm');

const code = `Error.prepareStackTrace = (error, frames) => {
  print('prepared', error.message);
  return error.message + ' in ' + frames[0].getFunctionName();
};
(function check(order) {
  const limit = 5;
  try {
    throw new RangeError('too many: ' + order.count);
  } catch (problem) {
    problem.message = 'in line 3: ' + problem.message;
    print(problem.stack);
    throw problem;
  }
})`;
const context = vm.createContext({ print: console.log });
const check = vm.runInContext(code, context, { filename: 'rules.js' });
check({ count: 8 });
