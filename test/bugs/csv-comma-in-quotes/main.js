import { readOffers } from './read-offers.js';

let best;
for await (const offer of readOffers(new URL('./suppliers.csv', import.meta.url))) {
  if (best === undefined || offer.pricePerUnit < best.pricePerUnit) best = offer;
}
console.log('cheapest:', best.supplier);
