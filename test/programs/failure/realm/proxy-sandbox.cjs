const vm = require('node:vm');

const asked = new Set();
const traps = Object.fromEntries(
  ['has', 'get', 'set', 'defineProperty', 'getOwnPropertyDescriptor', 'deleteProperty', 'ownKeys'].map((name) => [
    name,
    (target, key, ...rest) => {
      asked.add(`${name} ${String(key)}`);
      return Reflect[name](target, key, ...rest);
    },
  ]),
);
const code = `(function check(order) {
  const limit = 5;
  null.x;
})({ count: 8 });`;
// Node itself asks for Error when it writes out a stack.
process.on('exit', () => console.log([...asked].sort()));
vm.runInContext(code, vm.createContext(new Proxy({}, traps)), { filename: 'rules.js' });
