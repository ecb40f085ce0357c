import vm from 'node:vm';
import { logFailure } from 'agentlog';

const code = `(function make() {
  return new TypeError('no rules');
})`;
const make = vm.runInNewContext(code, {}, { filename: 'rules.js' });
const problem = make();
logFailure(problem);
console.log(problem.stack.split('\n', 2));
