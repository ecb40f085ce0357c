// An error in a listener ends the program: its stack is what the program's author reads.
const http = require('node:http');

const [where, kind] = process.argv.slice(2);
const body = JSON.stringify({
  model: kind === 'stream' ? 'slow' : 'ok',
  messages: [{ role: 'user', content: 'look' }],
  stream: kind === 'stream',
});
const request = http.request(`${process.env.MODEL_SERVER}/v1/chat/completions`, { method: 'POST', agent: false });
const fail = () => {
  throw new RangeError(`in ${where}`);
};
request.on('response', (response) => {
  if (where === 'response') fail();
  if (where === 'readable') {
    let left = kind === 'stream' ? 2 : 1;
    response.on('readable', () => {
      response.read();
      left -= 1;
      if (left === 0) fail();
    });
    return;
  }
  let left = kind === 'stream' ? 3 : 1;
  response.on('data', () => {
    left -= 1;
    if (where === 'data' && left === 0) fail();
  });
  response.on('end', where === 'end' ? fail : () => {});
});
if (where === 'finish') request.on('finish', fail);
if (where === 'socket') request.on('socket', fail);
request.end(body);
