import { PriceFeed } from './price-feed.js';
import { TradeLedger } from './trade-ledger.js';

const feed = new PriceFeed('zurich');
const ledger = new TradeLedger().attach(feed);

queueMicrotask(() => {
  feed.publish('NESN', 92.4);
  feed.publish('ROG', 251.1);
  console.log(ledger.lastPrice);
});
