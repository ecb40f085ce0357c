// An error in a listener ends the program: its stack is what the program's author reads.
const http = require('node:http');

const [where, kind] = process.argv.slice(2);
const body = JSON.stringify({ model: 'ok', messages: [{ role: 'user', content: 'look' }], stream: kind === 'stream' });
const request = http.request(`${process.env.MODEL_SERVER}/v1/chat/completions`, { method: 'POST', agent: false });
const fail = () => {
  throw new RangeError(`in ${where}`);
};
request.on('response', (response) => {
  if (where === 'response') fail();
  response.on('data', where === 'data' ? fail : () => {});
  response.on('end', where === 'end' ? fail : () => {});
});
if (where === 'finish') request.on('finish', fail);
if (where === 'socket') request.on('socket', fail);
request.end(body);
