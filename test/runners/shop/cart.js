export class SoldOut extends Error {
  constructor(name) {
    super(`${name} is sold out`);
    this.code = 'SOLD_OUT';
  }
}

export function totalOf(items) {
  let sum = 0;
  for (const item of items) {
    sum += item.price; // @total
  }
  return sum;
}

export async function reserve(name, stock) {
  const left = stock.get(name) ?? 0;
  await null;
  if (left === 0) throw new SoldOut(name); // @reserve
  return left;
}
