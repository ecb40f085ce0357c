const { EventEmitter } = require('node:events');

const shop = new EventEmitter();
shop.on('order', function onOrder(order) {
  const line = order.lines[0];
  console.log(line.sku); // fails here
});
shop.emit('order', { id: 12, lines: [] });
