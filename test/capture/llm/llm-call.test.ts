import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { LlmCall } from '../../../src/capture/llm/call.ts';
import type { CallFacts } from '../../../src/capture/llm/call-payload.ts';
import { createLlmCalls, type LlmCalls } from '../../../src/capture/llm/llm-call.ts';
import { type CallScope, currentScope } from '../../../src/capture/llm/scope.ts';
import type { Payloads } from '../../../src/session/types.ts';

type Payload = Payloads['llm_call'];

interface Logged extends LlmCalls {
  readonly events: Payload[];
  /** Of each event the model, the tokens, what was answered and why it failed. */
  shown(): unknown[];
}

function makeCalls(): Logged {
  const events: Payload[] = [];
  const calls = createLlmCalls({
    contextSession: () => undefined,
    write: (payload) => {
      events.push(payload);
      return 'llm_id';
    },
  });
  const shown = () =>
    events.map(({ model, tokens_in, tokens_out, response, error }) => [
      model,
      tokens_in,
      tokens_out,
      response.v ?? null,
      ...(error === undefined ? [] : [error]),
    ]);
  return { ...calls, events, shown };
}

function fill(call: LlmCall): void {
  call.response = 'Done';
  call.tokensIn = 3;
  call.tokensOut = 4;
}

const FILLED = ['m', 3, 4, 'Done'];
const EMPTY = ['m', null, null, null];
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

test('log writes what it is told and gives the id', () => {
  const calls = makeCalls();
  const id = calls.log({
    model: 'gpt-4',
    prompt: 'Fix bug',
    response: 'Done',
    tokensIn: 1,
    tokensOut: 2,
    tokensCached: 1,
    tokensReasoning: 0,
    durationMs: 3.14,
    stream: false,
    error: { type: 'overloaded_error', message: 'later', status: 529 },
  });
  assert.equal(id, 'llm_id');
  assert.deepEqual(calls.events, [
    {
      model: 'gpt-4',
      tokens_in: 1,
      tokens_out: 2,
      tokens_total: 3,
      duration_ms: 3.1,
      prompt: { t: 'str', v: 'Fix bug' },
      response: { t: 'str', v: 'Done' },
      tokens_cached: 1,
      tokens_reasoning: 0,
      stream: false,
      error: { type: 'overloaded_error', msg: 'later', status: 529 },
    },
  ]);
});

const BAD_FIELDS: readonly unknown[] = [
  undefined,
  null,
  'text',
  {},
  { model: 7, prompt: undefined, tokensIn: -1, tokensOut: '2', durationMs: Number.NaN, stream: 'yes' },
  new Proxy({ model: 'm' }, {}),
  Object.defineProperty({}, 'model', {
    get() {
      throw new Error('run');
    },
  }),
];
for (const [i, fields] of BAD_FIELDS.entries()) {
  test(`log takes fields that are none (${i}) as not given`, () => {
    const calls = makeCalls();
    assert.equal(calls.log(fields as never), 'llm_id');
    assert.deepEqual(calls.shown(), [['unknown', null, null, null]]);
  });
}

test('run gives a sync value by identity and logs the call at once', () => {
  const calls = makeCalls();
  for (const value of [{}, [], 7, undefined, null, 'x', Symbol('s'), () => 1, new Map(), new Proxy({}, {})]) {
    const result = calls.run('m', 'p', (call) => {
      fill(call);
      return value;
    });
    assert.equal(result, value);
  }
  assert.deepEqual(calls.shown(), Array(10).fill(FILLED));
  assert.deepEqual(calls.events[0]?.prompt, { t: 'str', v: 'p' });
  assert.equal(typeof calls.events[0]?.duration_ms, 'number');
});

test('what is set on the call and is no count is stored as null', () => {
  const calls = makeCalls();
  for (const value of [-1, 0.5, Number.NaN, '3', 3n, {}, null]) {
    calls.run('m', 'p', (call) => {
      Object.assign(call, { tokensIn: value, tokensOut: value, tokensCached: value, tokensReasoning: value });
    });
  }
  assert.deepEqual(calls.shown(), Array(7).fill(EMPTY));
  assert.ok(calls.events.every((event) => !('tokens_cached' in event) && !('tokens_reasoning' in event)));
});

test('a name that the call does not have, and a model that is none, are taken quietly', () => {
  const calls = makeCalls();
  calls.run(undefined as never, 'p', (call) => Object.assign(call, { tokens_in: 5 }));
  assert.deepEqual(calls.shown(), [['unknown', null, null, null]]);
});

test('a throw is logged with its error, and goes on as the same object', () => {
  const calls = makeCalls();
  const error = Object.assign(new RangeError('too many'), { status: 429 });
  const frozen = Object.freeze({ status: 'x' });
  for (const thrown of [error, 'text', undefined, frozen]) {
    let caught: unknown = calls;
    try {
      calls.run('m', 'p', (call) => {
        call.tokensIn = 3;
        throw thrown;
      });
    } catch (found) {
      caught = found;
    }
    assert.equal(caught, thrown);
  }
  assert.deepEqual(calls.shown(), [
    ['m', 3, null, null, { type: 'RangeError', msg: 'too many', status: 429 }],
    ['m', 3, null, null, { type: 'str', msg: 'text' }],
    ['m', 3, null, null, { type: 'undefined', msg: '' }],
    ['m', 3, null, null, { type: 'Object', msg: '{"status":"x"}' }],
  ]);
});

test('a promise is followed until it settles, and what comes back settles alike', async () => {
  const calls = makeCalls();
  const value = {};
  const pending = calls.run('m', 'p', async (call) => {
    await sleep(1);
    fill(call);
    return value;
  });
  assert.deepEqual([pending instanceof Promise, calls.events.length], [true, 0]);
  assert.equal(await pending, value);
  const error = new Error('no');
  await assert.rejects(
    calls.run('m', 'p', () => Promise.reject(error)),
    (found) => found === error,
  );
  assert.deepEqual(calls.shown(), [FILLED, [...EMPTY, { type: 'Error', msg: 'no' }]]);
});

test('the prompt is what it was when the call began', async () => {
  const calls = makeCalls();
  const messages = [{ role: 'user', content: 'first' }];
  await calls.run('m', messages, async () => messages.push({ role: 'user', content: 'second' }));
  assert.equal(calls.events[0]?.prompt.v, 'first');
});

/** A promise class as the clients of model providers have: its own outcome is nothing, `then` makes the request. */
class ClientPromise extends Promise<unknown> {
  #request: () => Promise<unknown>;
  #answer: Promise<unknown> | undefined;
  constructor(request: () => Promise<unknown>) {
    super((resolve) => resolve(null));
    this.#request = request;
  }
  #parse(): Promise<unknown> {
    this.#answer ??= this.#request();
    return this.#answer;
  }
  // biome-ignore lint/suspicious/noThenProperty: that is what is tested
  override then: Promise<unknown>['then'] = (...args) => this.#parse().then(...args);
  override catch: Promise<unknown>['catch'] = (...args) => this.#parse().catch(...args);
  override finally: Promise<unknown>['finally'] = (...args) => this.#parse().finally(...args);
  withResponse(): Promise<unknown> {
    return this.#parse().then((data) => ({ data, response: 'raw' }));
  }
  requestId = 'req';
}

test("a client's own promise keeps its methods, and is started by the program alone", async () => {
  const calls = makeCalls();
  let requests = 0;
  const make = () =>
    calls.run('m', 'p', (call) => {
      return new ClientPromise(async () => {
        requests += 1;
        await sleep(1);
        fill(call);
        return 'answer';
      });
    });
  const promise = make();
  assert.deepEqual(
    [promise instanceof ClientPromise, promise.requestId, promise.constructor],
    [true, 'req', ClientPromise],
  );
  await sleep(5);
  assert.deepEqual([requests, calls.events.length], [0, 0]);
  assert.equal(await promise, 'answer');
  assert.equal(await promise, 'answer');
  assert.deepEqual(await make().withResponse(), { data: 'answer', response: 'raw' });
  assert.equal(await make().catch(() => 'caught'), 'answer');
  assert.equal(await make().finally(() => 'done'), 'answer');
  assert.deepEqual([requests, calls.shown()], [4, Array(4).fill(FILLED)]);
});

test("a client's own promise that is rejected is logged with the error, however the program handles it", async () => {
  const calls = makeCalls();
  const error = Object.assign(new TypeError('no'), { status: 500 });
  const make = () => calls.run('m', 'p', () => new ClientPromise(() => Promise.reject(error)));
  await assert.rejects(
    async () => await make(),
    (found) => found === error,
  );
  assert.equal(await make().catch((found: unknown) => found), error);
  await assert.rejects(make().withResponse());
  await assert.rejects(make().finally(() => {}));
  assert.equal(await make().then(undefined, () => 'handled'), 'handled');
  assert.deepEqual(calls.shown(), Array(5).fill([...EMPTY, { type: 'TypeError', msg: 'no', status: 500 }]));
});

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
