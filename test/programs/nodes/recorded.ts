import 'agentlog/register';

interface Item {
  readonly price: number;
}

function total(item: Item, price: number): number {
  return price + item.price;
}
console.log('before');
total(null as unknown as Item, 2);
