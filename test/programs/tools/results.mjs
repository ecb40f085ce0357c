// What a tool gives comes back as it was.
import assert from 'node:assert/strict';
import { captureOutput, toolCall } from 'agentlog';

const value = { a: 1 };
assert.equal(toolCall('value', () => value), value);
const promised = toolCall('promise', async () => value);
assert.equal(Object.getPrototypeOf(promised), Promise.prototype);
assert.equal(await promised, value);
const lazy = (word) => ({ then(resolve) { console.log(word); resolve(value); } });
assert.equal(await toolCall('thenable', () => lazy('begins when awaited')), value);

function* steps() {
  console.log('first');
  const given = yield 1;
  console.log('given', given);
  try { yield 2; } finally { console.log('cleaned up'); }
}
const used = toolCall('generator, left', steps);
assert.deepEqual([used.next(), used.next('back'), used.return('end'), used.next()], [
  { value: 1, done: false }, { value: 2, done: false }, { value: 'end', done: true }, { value: undefined, done: true },
]);
assert.equal(used[Symbol.iterator](), used);
assert.ok(used instanceof steps);
assert.deepEqual([...toolCall('generator, used up', steps)], [1, 2]);
const problem = new RangeError('inside');
const throwing = toolCall('generator, throws', steps);
throwing.next();
assert.throws(() => throwing.throw(problem), (error) => error === problem);

async function* later() { console.log('one'); yield 1; await null; console.error('two'); yield 2; }
const seen = [];
for await (const each of toolCall('async generator', later)) { console.log('between'); seen.push(each); }
assert.deepEqual(seen, [1, 2]);
const iterable = toolCall('async iterable', () => ({ [Symbol.asyncIterator]: later }));
for await (const each of iterable) if (each === 2) break;
const stream = toolCall('stream', async () => process.stdin);
assert.equal(await stream, process.stdin);

const { result, stdout, stderr } = captureOutput(() => { console.log('out'); console.error('err'); return value; });
assert.deepEqual([result === value, stdout, stderr], [true, 'out\n', 'err\n']);
assert.deepEqual(await captureOutput(() => lazy('out')), { result: value, stdout: 'out\n', stderr: '' });
const promisedSteps = await captureOutput(async () => later());
for await (const _ of promisedSteps.result);
assert.deepEqual([promisedSteps.stdout, promisedSteps.stderr], ['one\n', 'two\n']);
assert.deepEqual(await captureOutput(async () => { await null; console.log('out'); return 7; }), { result: 7, stdout: 'out\n', stderr: '' });
const partly = captureOutput(steps);
assert.deepEqual([partly.stdout, partly.result.next(), partly.stdout], ['', { value: 1, done: false }, 'first\n']);
partly.result.return();
