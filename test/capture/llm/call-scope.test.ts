import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CallFacts } from '../../../src/capture/llm/call-payload.ts';
import { type CallScope, currentScope } from '../../../src/capture/llm/scope.ts';
import { EMPTY, FILLED, fill, makeCalls } from './make-calls.ts';

const network = (response: string, more: Partial<CallFacts> = {}): CallFacts => ({
  model: 'served',
  prompt: { text: 'sent', chars: 4 },
  response: { text: response, chars: response.length },
  tokens: { input: 10, output: 20, total: 30 },
  durationMs: 5,
  ...more,
});
const seen = (response: string) => ['served', 10, 20, response];

/** A network call that a tap would see here. */
function scopeHere(): CallScope {
  const scope = currentScope();
  assert.ok(scope);
  return scope;
}
function request(facts: CallFacts): void {
  const scope = scopeHere();
  scope.onBegin();
  scope.onSeen(facts);
}

test('a stream object comes back as it is, and is waited for while the network call inside runs', async () => {
  const calls = makeCalls();
  const object = { async *[Symbol.asyncIterator]() {}, controller: new AbortController() };
  let scope: CallScope | undefined;
  const result = await calls.run('m', 'p', async () => {
    scope = scopeHere();
    scope.onBegin();
    return object;
  });
  assert.deepEqual([result, calls.events.length], [object, 0]);
  scope?.onSeen(network('streamed', { stream: true }));
  assert.deepEqual(calls.shown(), [['m', 10, 20, 'streamed']]);
  assert.equal(calls.events[0]?.stream, true);
  for (const plain of [new ReadableStream(), object])
    assert.equal(
      calls.run('m', 'p', () => plain),
      plain,
    );
  assert.deepEqual(calls.shown().slice(1), [EMPTY, EMPTY]);
});

test('a network call inside fills what the program left out and is no event of its own', async () => {
  const calls = makeCalls();
  calls.run('m', 'p', () =>
    request(network('seen', { tokens: { input: 10, output: 20, total: 30, cached: 8 } })),
  );
  await calls.run('m', undefined, async (call) => {
    call.tokensIn = 1;
    await sleep(1);
    request(network('seen'));
    call.response = 'told';
  });
  assert.deepEqual(calls.shown(), [
    ['m', 10, 20, 'seen'],
    ['m', 1, 20, 'told'],
  ]);
  assert.deepEqual(
    calls.events.map(({ tokens_total, tokens_cached, prompt }) => [tokens_total, tokens_cached, prompt.v]),
    [
      [30, 8, 'p'],
      [21, undefined, 'sent'],
    ],
  );
});

test('of several network calls inside the last to end is the call, the others are events', () => {
  const calls = makeCalls();
  calls.run('m', 'p', () => {
    request(network('', { error: { type: 'overloaded_error', msg: 'later', status: 529 } }));
    request(network('two'));
    request(network('three'));
  });
  assert.deepEqual(calls.shown(), [
    ['served', 10, 20, '', { type: 'overloaded_error', msg: 'later', status: 529 }],
    seen('two'),
    ['m', 10, 20, 'three'],
  ]);
});

test('an error that the program throws has the status of the network call; one that it kept to itself is told', () => {
  const calls = makeCalls();
  const failed = network('', { response: undefined, error: { type: 'e', msg: 'slow down', status: 429 } });
  assert.throws(() =>
    calls.run('m', 'p', () => {
      request(failed);
      throw new Error('wrapped');
    }),
  );
  calls.run('m', 'p', () => request(failed));
  calls.run('m', 'p', (call) => {
    request(failed);
    call.response = 'fallback';
  });
  assert.deepEqual(
    calls.events.map(({ error }) => error),
    [{ type: 'Error', msg: 'wrapped', status: 429 }, { type: 'e', msg: 'slow down', status: 429 }, undefined],
  );
});

test('a network call that ends behind the call is dropped where the program told the tokens, else its own event', () => {
  const calls = makeCalls();
  let scope: CallScope | undefined;
  const begin = () => {
    scope = scopeHere();
    scope.onBegin();
  };
  calls.run('m', 'p', (call) => {
    begin();
    fill(call);
  });
  scope?.onSeen(network('late'));
  // Without `onBegin` nobody knew of it.
  calls.run('m', 'p', () => {
    scope = scopeHere();
  });
  scope?.onSeen(network('late'));
  assert.deepEqual(calls.shown(), [FILLED, EMPTY, seen('late')]);
});

test('a call inside a call is its own, and what begins behind a call belongs to nobody', async () => {
  const calls = makeCalls();
  let later: Promise<CallScope | undefined> | undefined;
  calls.run('outer', 'p', () => {
    calls.run('inner', 'p', () => request(network('in')));
    later = sleep(2).then(currentScope);
  });
  assert.equal(currentScope(), undefined);
  assert.equal(await later, undefined);
  assert.deepEqual(calls.shown(), [
    ['inner', 10, 20, 'in'],
    ['outer', null, null, null],
  ]);
});
