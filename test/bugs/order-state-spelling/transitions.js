/** What may happen to an order in each state. */
export const transitions = {
  placed: { pay: 'paid', cancel: 'canceled' },
  paid: { ship: 'shipped', cancel: 'canceled' },
  shipped: { deliver: 'delivered' },
  canceled: { refund: 'refunded' },
  delivered: {},
  refunded: {},
};
