// Opens a port for a debugger, closes it again, and fails.
const inspector = require('node:inspector');

console.log(inspector.url());
inspector.open(0, '127.0.0.1');
console.log(new URL(inspector.url()).protocol);
inspector.close();
console.log(inspector.url());

function half(n) {
  if (n % 2) throw new RangeError(`${n} is odd`);
  return n / 2;
}
half(9);
