const { toolCall } = require('agentlog');

function crash(order) {
  console.log('before');
  if (order.id === 7) throw new TypeError('no');
}
toolCall('crash', () => crash({ id: 7 }));
