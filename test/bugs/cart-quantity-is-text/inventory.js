export class OutOfStockError extends Error {
  name = 'OutOfStockError';
}

export class Inventory {
  constructor(levels) {
    this.levels = new Map(Object.entries(levels));
  }

  /** Takes items out of stock for one order line. */
  reserve(sku, requested) {
    const available = this.levels.get(sku) ?? 0;
    if (requested > available) throw new OutOfStockError(`not enough of ${sku} in stock`);
    this.levels.set(sku, available - requested);
    return { sku, requested };
  }
}
