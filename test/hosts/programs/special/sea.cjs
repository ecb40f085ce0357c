// The main of a single executable application.
const sea = require('node:sea');

console.log(sea.isSea(), sea.getAsset('price.json', 'utf8'), process.argv.length, require('node:path').basename(__filename));
try {
  require('left-pad');
} catch (error) {
  console.log(error.code);
}
function total(lines) {
  let sum = 0;
  for (const line of lines) sum += line.price;
  return sum;
}
console.log(total([JSON.parse(sea.getAsset('price.json', 'utf8'))]));
total([{ price: 1 }, null]);
