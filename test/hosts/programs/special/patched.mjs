// Replaces what others use: fetch, the streams' write, fs, JSON, timer functions and the methods of the built-in prototypes; counts their calls.
import fs from 'node:fs';
import { createServer } from 'node:http';
import { syncBuiltinESMExports } from 'node:module';

const calls = {};
const lines = [];
const { apply } = Reflect;
function patch(holder, name, label = name) {
  const original = holder[name];
  calls[label] = 0;
  holder[name] = function patched(...args) {
    calls[label] += 1;
    return apply(original, this, args);
  };
}
const write = process.stdout.write;
process.stdout.write = function patched(text, ...rest) {
  lines.push(text);
  return write.call(this, `> ${text}`, ...rest);
};
patch(process.stderr, 'write');
patch(globalThis, 'fetch');
for (const name of ['writeSync', 'openSync', 'appendFileSync', 'mkdirSync', 'readFileSync', 'statSync', 'closeSync']) patch(fs, name);
syncBuiltinESMExports();
for (const name of ['setTimeout', 'queueMicrotask', 'structuredClone']) patch(globalThis, name);
patch(process, 'emit');
patch(Date, 'now');
patch(JSON, 'stringify');
patch(Object, 'keys');
patch(Object, 'defineProperty');
patch(Reflect, 'ownKeys');
for (const { name, prototype } of [Array, Map, Set, WeakMap, WeakSet, WeakRef, String, RegExp, Number, Promise, Function, Date]) {
  for (const key of Object.getOwnPropertyNames(prototype)) {
    const { value } = Object.getOwnPropertyDescriptor(prototype, key);
    if (typeof value === 'function' && key !== 'constructor') patch(prototype, key, `${name}.${key}`);
  }
}

const server = createServer((_req, res) => res.end('hello')).listen(0, '127.0.0.1');
await new Promise((resolve) => server.once('listening', resolve));
console.log(await (await fetch(`http://127.0.0.1:${server.address().port}/`)).text());
server.close();
server.closeAllConnections();
const before = { ...calls };
function half(n) {
  if (n % 2) throw new RangeError(`${n} is odd`);
  return n / 2;
}
for (const n of [4, 5, 7]) {
  try {
    half(n);
  } catch {}
}
const during = Object.fromEntries(Object.entries(calls).map(([name, count]) => [name, count - before[name]]));
const text = `${Object.entries(during).filter(([, count]) => count > 0)}`;
process.on('exit', () => {
  console.log(text, lines.length);
  const after = Object.entries(calls).filter(([name]) => ['fetch', 'structuredClone', 'writeSync', 'openSync', 'appendFileSync', 'mkdirSync', 'readFileSync', 'statSync'].includes(name));
  console.log(after.join(' '));
});
half(9);
