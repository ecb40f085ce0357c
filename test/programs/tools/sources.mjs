// Every way to print that docs/tools.md names, in a captureOutput each. The last argument is the file for what was captured.
import { execFileSync, execSync, fork, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import http from 'node:http';
import { PassThrough, Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { captureOutput } from 'agentlog';

if (process.argv[2] === 'child') {
  console.log('said');
  process.exit();
}
const self = process.argv[1];
const server = http.createServer((_, response) => { console.log('said'); response.end(); }).listen(0);
await once(server, 'listening');
const url = `http://127.0.0.1:${server.address().port}/`;
const outside = new PassThrough();
const emitter = new PassThrough();

const SOURCES = {
  'process.stdout.write': () => process.stdout.write('said\n'),
  'console.log': () => console.log('said'),
  'new console.Console(process.stdout)': () => new console.Console(process.stdout).log('said'),
  'process.emitWarning': async () => { process.emitWarning('said'); await sleep(20); },
  'a stream piped into process.stdout': async () => { Readable.from(['said\n']).pipe(process.stdout); await sleep(20); },
  'a stream made before, written to inside': async () => { outside.pipe(process.stdout); outside.write('said\n'); await sleep(20); outside.unpipe(); },
  'a worker thread': async () => { await once(new Worker('console.log("said")', { eval: true }), 'exit'); await sleep(20); },
  'spawn, inherit': async () => { await once(spawn('echo', ['said'], { stdio: 'inherit' }), 'exit'); },
  'spawn, process.stdout as stdio': async () => { await once(spawn('echo', ['said'], { stdio: ['ignore', process.stdout, 2] }), 'close'); },
  'fork': async () => { await once(fork(self, ['child']), 'close'); },
  'spawnSync, inherit': () => { spawnSync('echo', ['said'], { stdio: 'inherit' }); },
  'execSync, inherit': () => { execSync('echo said', { stdio: 'inherit' }); },
  'execFileSync, inherit': () => { execFileSync('echo', ['said'], { stdio: ['ignore', 1, 2] }); },
  'execSync, stderr': () => { execSync('echo said >&2'); },
  'a handler of a server that was started inside': async () => {
    const inner = http.createServer((_, response) => { console.log('said'); response.end(); }).listen(0);
    await once(inner, 'listening');
    await (await fetch(`http://127.0.0.1:${inner.address().port}/`)).text();
    inner.closeAllConnections();
    inner.close();
  },
  'a handler of a server that was started before': async () => { await (await fetch(url)).text(); },
  'a handler whose event is emitted outside': async () => { emitter.on('data', () => console.log('said')); await sleep(20); },
  'fs.writeSync(1)': () => { fs.writeSync(1, 'said\n'); },
  'a stream on descriptor 1': async () => { fs.createWriteStream('', { fd: 1, autoClose: false }).write('said\n'); await sleep(20); },
  'process._rawDebug': () => { process._rawDebug('said'); },
};

const captured = {};
setTimeout(() => {}, 0);
for (const [name, print] of Object.entries(SOURCES)) {
  const outcome = captureOutput(print);
  // From outside, while the tool waits.
  if (name.includes('emitted outside')) setImmediate(() => emitter.write('x'));
  const { stdout, stderr } = await outcome;
  captured[name] = `${stdout}${stderr}`.includes('said');
}
server.closeAllConnections();
server.close();
fs.writeFileSync(process.argv[2], JSON.stringify(captured));
