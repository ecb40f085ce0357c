import { readFileSync } from 'node:fs';
import { cartTotal } from './cart.js';

const { items, coupons } = JSON.parse(readFileSync(new URL('order.json', import.meta.url), 'utf8'));
const byCode = new Map(coupons.map((coupon) => [coupon.code, coupon]));

console.log(`to pay: ${cartTotal(items, byCode)}`);
