// Messages to and fro; a message that cannot be parsed ends the process.
import { WebSocket, WebSocketServer } from 'ws';

const server = new WebSocketServer({ port: 0, host: '127.0.0.1', verifyClient: ({ req }) => req.url !== '/no' });
await new Promise((resolve) => server.once('listening', resolve));
server.on('connection', (socket) => {
  socket.on('message', (data, isBinary) => socket.send(data, { binary: isBinary }));
});
const refused = new WebSocket(`ws://127.0.0.1:${server.address().port}/no`);
await new Promise((resolve) => refused.once('error', (error) => resolve(console.log('refused:', error.message))));

const client = new WebSocket(`ws://127.0.0.1:${server.address().port}`);
await new Promise((resolve) => client.once('open', resolve));
let bytes = 0;
let seen = 0;
client.on('message', (data) => {
  bytes += data.length;
  seen += 1;
  if (seen === 500) console.log('echoed', seen, bytes);
  if (seen > 500) read(String(data));
});
for (let i = 0; i < 500; i += 1) client.send(i % 2 ? Buffer.alloc(i) : 'x'.repeat(i));
client.send('{"half":');

function read(message) {
  const size = message.length;
  const parsed = JSON.parse(message);
  console.log(size, parsed);
}
