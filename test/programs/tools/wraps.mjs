// Other wraps of process.stdout.write come and go around a capture, in every order.
import assert from 'node:assert/strict';
import { captureOutput } from 'agentlog';

const original = process.stdout.write;
const isBare = () => !Object.hasOwn(process.stdout, 'write') && process.stdout.write === original;
const lines = [];
const wrap = () => {
  const before = process.stdout.write;
  process.stdout.write = function (chunk, ...rest) { lines.push(chunk); return before.call(this, chunk, ...rest); };
  return before;
};

// Within the capture, and taken back in it.
assert.equal(captureOutput(() => { const before = wrap(); console.log('a'); process.stdout.write = before; console.log('b'); }).stdout, 'a\nb\n');
assert.ok(isBare());
// Set before, taken back in it: what follows is not captured in this one.
let before = wrap();
assert.equal(captureOutput(() => { console.log('c'); delete process.stdout.write; }).stdout, 'c\n');
assert.ok(isBare());
// Set in it and left: it survives, and works with and without a capture.
captureOutput(() => { before = wrap(); });
const left = process.stdout.write;
console.log('printed once');
assert.equal(captureOutput(() => console.log('d')).stdout, 'd\n');
assert.equal(process.stdout.write, left);
assert.equal(captureOutput(() => console.log('printed once, with tee'), { tee: true }).stdout, 'printed once, with tee\n');
// Taken back later: ours stands there again and does nothing, until the next capture takes it away.
process.stdout.write = before;
console.log('printed by a method of ours');
assert.equal(captureOutput(() => console.log('e')).stdout, 'e\n');
assert.ok(isBare());
// Held for ever.
let held;
captureOutput(() => { held = process.stdout.write; });
held.call(process.stdout, 'printed by a held method\n');
assert.equal(captureOutput(() => held.call(process.stdout, 'f')).stdout, 'f');
// Overlapping, ended in the order of their begin.
let [endOne, endTwo] = [];
const one = captureOutput(() => { console.log('1'); return new Promise((resolve) => { endOne = resolve; }); });
const two = captureOutput(() => { console.log('2'); return new Promise((resolve) => { endTwo = resolve; }); });
endOne();
assert.equal((await one).stdout, '1\n');
assert.ok(!isBare());
endTwo();
assert.equal((await two).stdout, '2\n');
assert.ok(isBare());
// What cannot be replaced is left.
Object.defineProperty(process.stdout, 'write', { value: original, configurable: false, writable: false });
assert.equal(captureOutput(() => console.log('printed past the capture')).stdout, '');
assert.deepEqual(lines.filter((line) => line.length > 2), ['printed once\n', 'printed once, with tee\n']);
