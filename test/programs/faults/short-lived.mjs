// One of many short processes: waits for the others at the pipe that it has for stdin, writes a few events, and fails in a way of its own.
import { readSync, writeSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const [, , door, text] = process.argv;
const number = Number(text);
const { logDecision, logToolOutput } = await import(pathToFileURL(door).href);

writeSync(1, 'ready\n');
readSync(0, Buffer.alloc(1));

function fail(number) {
  const half = number / 2;
  throw new RangeError(`process ${number} of half ${half}`);
}

const began = process.hrtime.bigint();
logDecision('which?', number);
logToolOutput({ tool: 'short', stdout: `output of ${number}\n`.repeat(50), stderr: '', exitCode: 0, durationMs: 1 });
writeSync(1, `${Number(process.hrtime.bigint() - began) / 1e6}\n`);
// A rejection, an exit code of its own, a crash in a callback.
if (number % 3 === 0) await Promise.reject(new RangeError(`process ${number} of half ${number / 2}`));
if (number % 3 === 1) process.on('exit', () => { process.exitCode = 7; });
setImmediate(fail, number);
