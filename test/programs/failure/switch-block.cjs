function price(order) {
  switch (order.kind) {
    case 'gift': {
      const wrap = order.wrap;
      return wrap.cost; // fails here
    }
    default:
      return 0;
  }
}

price({ kind: 'gift' });
