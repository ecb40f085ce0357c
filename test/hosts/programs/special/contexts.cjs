// Code of other realms: their errors, their classes, timeouts, modules that are linked by hand.
const vm = require('node:vm');

const context = vm.createContext({ out: [], setTimeout, console });
vm.runInContext('out.push(this.constructor.name, typeof process, Object.getOwnPropertyNames(Error).sort().join())', context);
const InnerError = vm.runInContext('Error', context);
console.log(context.out, InnerError === Error);
for (const code of ['null.x', 'throw 5', 'const = 1', 'while (true);', 'throw new (class Own extends Error {})("own")']) {
  try {
    vm.runInContext(code, context, { timeout: code.startsWith('while') ? 50 : 10_000, filename: 'inner.js' });
  } catch (error) {
    console.log(error instanceof Error, error?.name, error?.message, error?.code);
  }
}
const fn = vm.compileFunction('return a.b.c', ['a'], { parsingContext: context });
try {
  fn({});
} catch (error) {
  console.log(Object.prototype.toString.call(error), error instanceof InnerError, error.message);
}
vm.runInContext(
  `function total(lines) {
  let sum = 0;
  for (const line of lines) sum += line.price;
  return sum;
}
setTimeout(() => total([{ price: 1 }, null]), 1);`,
  context,
  { filename: 'cart.js' },
);
