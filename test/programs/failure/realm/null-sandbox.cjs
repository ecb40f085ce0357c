const vm = require('node:vm');

const sandbox = Object.create(null);
const context = vm.createContext(sandbox, { codeGeneration: { strings: false, wasm: false } });
const code = `function check(order) {
  const limit = 5;
  if (order.count > limit) throw new RangeError('too many: ' + order.count);
}
check({ count: 8 });`;
process.on('exit', () => console.log(Reflect.ownKeys(sandbox), Reflect.ownKeys(globalThis).length));
vm.runInContext(code, context, { filename: 'rules.js' });
