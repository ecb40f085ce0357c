// Says what it got and crashes, after a throw that it caught.
import { getHeapStatistics } from 'node:v8';

try {
  JSON.parse('{');
} catch {
  console.log(JSON.stringify(process.argv.slice(2)));
}
console.log(
  Object.keys(process.env).filter((name) => /^MANY_/.test(name)).length,
  process.env.HOME ?? 'no home',
  globalThis.required ?? 'nothing required',
  Math.round(getHeapStatistics().heap_size_limit / 2 ** 20) < 300 ? 'small heap' : 'heap',
);

function read(order) {
  return order.item.price;
}
read({ id: 7 });
