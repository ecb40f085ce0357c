import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { EMPTY, FILLED, fill, makeCalls } from './make-calls.ts';

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
