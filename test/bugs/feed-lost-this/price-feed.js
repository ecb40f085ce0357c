import { EventEmitter } from 'node:events';

export class PriceFeed extends EventEmitter {
  constructor(market) {
    super();
    this.market = market;
  }

  /** Tells all listeners of a trade. */
  publish(symbol, price) {
    this.emit('trade', { symbol, price });
  }
}
