/** What is bought. */
export interface Item {
  readonly name: string;
  readonly price: number;
}

export class SoldOut extends Error {
  readonly code: string;

  constructor(name: string) {
    super(`${name} is sold out`);
    this.code = 'SOLD_OUT';
  }
}

export function totalOf(items: readonly Item[]): number {
  let sum: number = 0;
  for (const item of items) {
    sum += item.price; // @total
  }
  return sum;
}

export async function reserve(name: string, stock: Map<string, number>): Promise<number> {
  const left: number = stock.get(name) ?? 0;
  await null;
  if (left === 0) throw new SoldOut(name); // @reserve
  return left;
}
