/** Adds up a cart: each item's price times its quantity, less the discount of its coupon in percent. */
export function cartTotal(items, coupons) {
  let total = 0;
  for (const item of items) {
    const coupon = coupons.get(item.coupon);
    const price = item.price * item.qty;
    total += price * (1 - coupon.percent / 100);
  }
  return total;
}
