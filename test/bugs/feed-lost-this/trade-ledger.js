export class TradeLedger {
  constructor() {
    this.trades = [];
    this.lastPrice = {};
  }

  attach(feed) {
    feed.on('trade', this.record);
    return this;
  }

  record(trade) {
    this.trades.push(trade);
    this.lastPrice[trade.symbol] = trade.price;
  }
}
