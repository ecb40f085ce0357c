import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { shelfPrice } from './catalogue.js';
import { createPriceCache } from './price-cache.js';

describe('the price cache', () => {
  it('keeps variants apart', () => {
    const { priceOf, stored } = createPriceCache(shelfPrice);
    const pine = priceOf({ size: 'small', wood: 'pine' });
    const walnut = priceOf({ size: 'large', wood: 'walnut' });
    assert.ok(walnut > pine, 'walnut costs more than pine');
    assert.equal(Object.keys(stored).length, 2);
  });
});
