// Prints a secret in two pieces, cut at every place, and crashes with it.
import { readFileSync, writeSync } from 'node:fs';

const { shaped } = JSON.parse(readFileSync('secrets.json', 'utf8'));
const secret = shaped[Number(process.argv[2])];

const pause = new Int32Array(new SharedArrayBuffer(4));
for (let cut = 1; cut < secret.length; cut += 1) {
  writeSync(1, `out ${secret.slice(0, cut)}`);
  writeSync(2, `err ${secret.slice(0, cut)}`);
  Atomics.wait(pause, 0, 0, 1);
  writeSync(1, `${secret.slice(cut)}\n`);
  writeSync(2, `${secret.slice(cut)}\n`);
}
function connect(credentials) {
  const { user } = credentials;
  throw new Error(`${user} was refused with ${credentials.secret}`);
}
connect({ user: 'bo', secret });
