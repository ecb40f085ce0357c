const vm = require('node:vm');

const code = `class Limit extends RangeError {
  constructor(most) {
    super('over ' + most);
    this.most = most;
  }
}
class Order {
  #owner = 'ada';
  constructor(count) {
    this.count = count;
  }
  check(sizes) {
    const limits = new Map([['count', 5]]);
    const due = new Date(0);
    const seen = new Set(sizes);
    const pattern = /a+/g;
    const bytes = new Uint8Array(2);
    const same = this;
    const problem = new TypeError('no size');
    throw new Limit(limits.get('count'));
  }
}
new Order(8).check([1, 2]);`;
vm.runInContext(code, vm.createContext({ host: true }), { filename: 'rules.js' });
