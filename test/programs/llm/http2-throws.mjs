// An error in a listener ends the program: its stack is what the program's author reads.
import { connect } from 'node:http2';

const [where] = process.argv.slice(2);
const body = JSON.stringify({ model: 'slow', messages: [{ role: 'user', content: 'look' }], stream: true });
const stream = connect(process.env.MODEL_SERVER).request({ ':method': 'POST', ':path': '/v1/chat/completions' });
let left = 3;
stream.on('data', () => {
  left -= 1;
  if (where === 'data' && left === 0) throw new RangeError('in data');
});
if (where !== 'data')
  stream.on(where, () => {
    throw new RangeError(`in ${where}`);
  });
stream.end(body);
