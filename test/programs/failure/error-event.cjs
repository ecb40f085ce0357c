const { EventEmitter } = require('node:events');

function connect(port) {
  const socket = new EventEmitter();
  const problem = new Error(`refused on ${port}`);
  socket.emit('error', problem); // fails here
}

connect(7000);
