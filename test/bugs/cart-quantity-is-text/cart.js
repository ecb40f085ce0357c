export class Cart {
  lines = new Map();

  add(sku, quantity) {
    const line = this.lines.get(sku) ?? { sku, quantity: 0, isGift: false };
    line.quantity = quantity;
    this.lines.set(sku, line);
  }

  /** Every third customer gets one more of the first article. */
  addGift() {
    const [first] = this.lines.values();
    first.quantity = first.quantity + 1;
    first.isGift = true;
  }

  checkOut(inventory) {
    return [...this.lines.values()].map((line) => inventory.reserve(line.sku, line.quantity));
  }
}
