const vm = require('node:vm');

const code = `(function verify(text) {
  const length = text.length;
  const problem = Object.freeze(new Error('signature is wrong'));
  throw problem;
})`;
const verify = vm.runInNewContext(code, {}, { filename: 'rules.js' });
try {
  verify('abc');
} catch (problem) {
  console.log(problem.stack.split('\n', 2));
  throw problem;
}
