import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { LlmCall } from '../../../src/capture/llm/call.ts';
import { currentScope } from '../../../src/capture/llm/scope.ts';
import { EMPTY, FILLED, fill, makeCalls } from './make-calls.ts';

function* count(call: LlmCall): Generator<number, string, unknown> {
  try {
    call.tokensIn = 3;
    const answer = yield 1;
    call.response = answer;
    yield 2;
    call.tokensOut = 4;
    return 'end';
  } finally {
    call.response = 'Done';
  }
}

test('a generator passes its steps both ways and is logged when it ends', () => {
  const calls = makeCalls();
  const steps = calls.run('m', 'p', count);
  assert.equal(Object.getPrototypeOf(steps), count.prototype);
  assert.deepEqual(
    [steps.next(), steps.next('sent'), calls.events.length, steps.next(), steps.next()],
    [
      { value: 1, done: false },
      { value: 2, done: false },
      0,
      { value: 'end', done: true },
      { value: undefined, done: true },
    ],
  );
  assert.deepEqual(calls.shown(), [FILLED]);
});

test('a generator that is left early, thrown into or never begun is logged with what it had', () => {
  const calls = makeCalls();
  for (const _step of calls.run('m', 'p', count)) break;
  const thrown = calls.run('m', 'p', count);
  thrown.next();
  assert.throws(() => thrown.throw(new Error('in')), /in/);
  calls.run('m', 'p', count).return('now');
  assert.deepEqual(calls.shown(), [
    ['m', 3, null, 'Done'],
    ['m', 3, null, 'Done', { type: 'Error', msg: 'in' }],
    EMPTY,
  ]);
});

async function* stream(call: LlmCall): AsyncGenerator<string> {
  for (const word of ['a', 'b']) {
    await sleep(1);
    yield word;
  }
  fill(call);
}

test('an async generator is followed, also out of a promise, to its end, its throw or its leaving', async () => {
  const calls = makeCalls();
  const words: string[] = [];
  for await (const word of calls.run('m', 'p', stream)) words.push(word);
  for await (const word of await calls.run('m', 'p', async (call) => stream(call))) words.push(word);
  const iterable = calls.run('m', 'p', (call) => ({ [Symbol.asyncIterator]: () => stream(call) }));
  for await (const word of iterable) words.push(word);
  for await (const word of calls.run('m', 'p', stream)) if (word === 'a') break;
  const failing = calls.run('m', 'p', async function* () {
    yield 1;
    throw new RangeError('mid');
  });
  await assert.rejects(async () => {
    for await (const _ of failing);
  }, /mid/);
  assert.deepEqual(words, ['a', 'b', 'a', 'b', 'a', 'b']);
  assert.deepEqual(calls.shown(), [
    FILLED,
    FILLED,
    FILLED,
    EMPTY,
    [...EMPTY, { type: 'RangeError', msg: 'mid' }],
  ]);
});

test('the steps of a generator run in its scope, the loop around it does not', async () => {
  const calls = makeCalls();
  const scopes: boolean[] = [];
  const steps = calls.run('m', 'p', async function* () {
    scopes.push(currentScope() !== undefined);
    await sleep(1);
    scopes.push(currentScope() !== undefined);
    yield 1;
  });
  for await (const _ of steps) scopes.push(currentScope() !== undefined);
  assert.deepEqual(scopes, [true, true, false]);
});

test('calls that have not ended are logged when the process ends, once', async () => {
  const calls = makeCalls();
  const steps = calls.run('m', 'p', count);
  steps.next();
  const never = calls.run('m', 'p', () => new Promise(() => {}));
  assert.ok(never instanceof Promise);
  calls.flush();
  calls.flush();
  steps.return('');
  assert.deepEqual(calls.shown(), [['m', 3, null, null], EMPTY]);
});

test('calls that nobody ends do not pile up', () => {
  const calls = makeCalls();
  for (let i = 0; i < 1500; i += 1) calls.run('m', 'p', count);
  assert.equal(calls.events.length, 500);
});
