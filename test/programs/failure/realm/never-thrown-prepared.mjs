import vm from 'node:vm';
import { logFailure } from 'agentlog';

const make = vm.runInNewContext(
  `Error.prepareStackTrace = (error) => {
    print('prepared');
    return error.message;
  };
  (function make() {
    return new TypeError('no rules');
  })`,
  { print: console.log },
  { filename: 'rules.js' },
);
const problem = make();
logFailure(problem); // fails here
console.log('logged');
console.log(problem.stack);
