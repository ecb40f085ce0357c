// Run with --disallow-code-generation-from-strings: no eval, no new Function, here and in a context.
const vm = require('node:vm');

for (const attempt of [() => eval('1 + 1'), () => new Function('return 2')(), () => setTimeout.constructor('return 3')()]) {
  try {
    console.log(attempt());
  } catch (error) {
    console.log(error.name, error.message);
  }
}
const context = vm.createContext({ console }, { codeGeneration: { strings: false, wasm: false } });
try {
  vm.runInContext('eval("1")', context);
} catch (error) {
  console.log(error.name, error.message);
}
class Cart {
  #lines = [];
  constructor(lines) {
    this.#lines = lines;
  }
  total() {
    return this.#lines.reduce((sum, line) => sum + line.price, 0);
  }
}
console.log(new Cart([{ price: 1 }]).total());
const torn = new Cart([{ price: 1 }, null]);
Promise.resolve(torn).then((cart) => cart.total());
