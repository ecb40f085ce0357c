interface Item {
  name: string;
  price?: { net: number };
}

export class Order {
  private readonly items: Item[];

  constructor(items: Item[]) {
    this.items = items;
  }

  total(rate: number): number {
    let sum = 0;
    for (const item of this.items) {
      const net: number = item.price!.net; // fails here
      sum += net * rate;
    }
    return sum;
  }
}

new Order([{ name: 'pen', price: { net: 2 } }, { name: 'ink' }]).total(1.5);
