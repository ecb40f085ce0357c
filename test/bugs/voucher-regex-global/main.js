import { campaignPatterns } from './patterns.js';
import { redeemAll } from './redeem.js';

const basket = { id: 5521, vouchers: ['AUT-7K2M9', 'AUT-QQ41Z'] };

const redeemed = redeemAll(basket.vouchers, 'autumn', campaignPatterns());
console.log(`${redeemed.size} vouchers redeemed`);
