import vm from 'node:vm';

const code = `const limit = 5;
export function check(order) {
  const most = limit;
  if (order.count > most) throw new RangeError('too many: ' + order.count);
}
check(order);`;
const context = vm.createContext({ order: { count: 8 } });
const rules = new vm.SourceTextModule(code, { context, identifier: 'rules.mjs' });
await rules.link(() => {});
await rules.evaluate();
