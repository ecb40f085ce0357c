// A web server with errors of every kind in its handlers, its own client, and one error that surfaces.
import { request } from 'node:http';
import { Readable } from 'node:stream';
import express from 'express';

const orders = new Map([['7', { id: 7, lines: [{ price: 3 }, null] }]]);

function total(order) {
  let sum = 0;
  for (const line of order.lines) sum += line.price;
  return sum;
}

const app = express();
app.use(express.json());
app.get('/orders/:id', (req, res) => {
  const order = orders.get(req.params.id);
  if (order === undefined) throw Object.assign(new Error(`no order ${req.params.id}`), { status: 404 });
  res.json({ total: total(order) });
});
app.get('/async', async () => {
  await new Promise((resolve) => setImmediate(resolve));
  throw new RangeError('later');
});
app.get('/chunks', (_req, res) => {
  Readable.from((function* () {
    for (let i = 0; i < 2000; i += 1) yield `${i}\n`;
  })()).pipe(res);
});
app.post('/echo', (req, res) => res.status(201).json(req.body));
app.use((error, _req, res, _next) => {
  const [, frame = ''] = error.stack.split('\n');
  res.status(error.status ?? 500).json({ name: error.name, message: error.message, frame: frame.trim().split(' ')[1] });
});

const server = app.listen(0, '127.0.0.1');
await new Promise((resolve) => server.once('listening', resolve));
const { port } = server.address();
for (const path of ['/orders/7', '/orders/8', '/async', '/nowhere', '/%zz']) {
  const answer = await fetch(`http://127.0.0.1:${port}${path}`);
  console.log(path, answer.status, (await answer.text()).slice(0, 200));
}
const broken = await fetch(`http://127.0.0.1:${port}/echo`, {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: '{"a":',
});
console.log(broken.status, await broken.text());
await new Promise((resolve) => {
  request({ port, host: '127.0.0.1', path: '/chunks' }, (res) => {
    let bytes = 0;
    res.on('data', (chunk) => {
      bytes += chunk.length;
    });
    res.on('end', () => {
      console.log('chunks', bytes);
      resolve();
    });
  }).end();
});
server.close();
server.closeAllConnections();
total(orders.get('7'));
