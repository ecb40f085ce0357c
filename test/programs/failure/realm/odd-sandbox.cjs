const vm = require('node:vm');

const asked = [];
const sandbox = {
  require: 5,
  globalThis: null,
  Error: null,
  get keys() {
    asked.push('keys');
    return 1;
  },
  set dir(value) {
    asked.push('dir');
  },
};
const code = `(function check(order) {
  const limit = 5;
  null.x;
})({ count: 8 });`;
process.on('exit', () => console.log(Reflect.ownKeys(sandbox), asked));
vm.runInContext(code, vm.createContext(Object.freeze(sandbox)), { filename: 'rules.js' });
