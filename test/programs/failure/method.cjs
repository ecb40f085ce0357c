class Cart {
  #coupon = 'SPRING';

  constructor(items) {
    this.items = items;
    this.closed = false;
  }

  total(discount) {
    const first = this.items[0];
    return first.price.value * discount; // fails here
  }
}

new Cart([{ name: 'pen' }]).total(0.9);
