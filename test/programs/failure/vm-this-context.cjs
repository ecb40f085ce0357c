const vm = require('node:vm');

const code = `function price(item) {
  const tax = 0.2;
  return item.cost.net * (1 + tax);
}
price({ name: 'pen' });`;
vm.runInThisContext(code, { filename: 'rules.js' });
