const vm = require('node:vm');

const code = `function price(item) {
  const tax = 0.2;
  return item.cost.net * (1 + tax);
}
price(item);`;
vm.runInNewContext(code, { item: { name: 'pen' } }, { filename: 'rules.js' });
