import vm from 'node:vm';

const code = `const limit = 5;
const order = { count: 8 };
if (order.count > limit) throw new RangeError('too many: ' + order.count);`;
const rules = new vm.SourceTextModule(code, { context: vm.createContext({}), identifier: 'rules.mjs' });
await rules.link(() => {});
await rules.evaluate();
