function applyRule(body, order) {
  const rule = new Function('order', body);
  return rule(order); // fails here
}

applyRule('const rate = 2; return order.lines.length * rate;', { id: 5 });
