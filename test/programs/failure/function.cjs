function totalOf(items, rate) {
  const count = items.length;
  const last = items[count];
  return last.price * rate; // fails here
}

const order = { items: [{ price: 4 }] };
console.log(totalOf(order.items, 1.2));
