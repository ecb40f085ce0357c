const { total } = require('dep');

const cart = { lines: [{ price: 1 }, null] };
console.log(total(cart.lines.slice(0, 1)));
checkOut(cart);

function checkOut({ lines }) {
  console.log(total(lines));
}
