// A server of two processes; one of them fails and is replaced, and what its end looked like is printed.
const cluster = require('node:cluster');
const { createServer, get } = require('node:http');

if (cluster.isPrimary) {
  let ended = 0;
  const [first] = [cluster.fork({ ROLE: 'first' }), cluster.fork({ ROLE: 'second' })];
  let listening = 0;
  cluster.on('listening', (worker, { port }) => {
    listening += 1;
    if (listening === 2) {
      get({ port, host: '127.0.0.1', path: '/', agent: false }, (res) => {
        console.log('status', res.statusCode);
        res.resume().on('end', () => first.send({ order: null }));
      });
    }
    if (listening === 3) for (const id in cluster.workers) cluster.workers[id].disconnect();
  });
  cluster.on('exit', (worker, code, signal) => {
    ended += 1;
    console.log('ended', worker === first, code, signal, worker.exitedAfterDisconnect);
    if (worker === first) cluster.fork({ ROLE: 'third' });
  });
  process.on('exit', () => {
    console.log('all ended', ended);
    process.exitCode = 5;
  });
} else {
  createServer((_req, res) => res.end('ok')).listen(0, '127.0.0.1');
  process.on('message', function take(message) {
    const { order } = message;
    console.error(order.id);
  });
}
