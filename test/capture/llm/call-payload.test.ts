import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type CallFacts,
  createCallPayload,
  toCount,
  toDuration,
} from '../../../src/capture/llm/call-payload.ts';
import { randomWord } from '../../redact/secrets.ts';

const NONE: CallFacts = { tokens: { input: null, output: null, total: null }, durationMs: null };
const start = (text: string, chars = text.length) => ({ text, chars });
const MARKER = '***REDACTED***';

test('a payload has the keys of the sample in its order, what is unknown as null', () => {
  assert.deepEqual(Object.entries(createCallPayload(NONE)), [
    ['model', 'unknown'],
    ['tokens_in', null],
    ['tokens_out', null],
    ['tokens_total', null],
    ['duration_ms', null],
    ['prompt', { t: 'null' }],
    ['response', { t: 'null' }],
  ]);
});

test('a payload carries what else is known behind the keys of the sample', () => {
  const payload = createCallPayload({
    model: 'gpt-4',
    prompt: start('Fix bug'),
    response: start('Done'),
    tokens: { input: 1250, output: 450, total: 9999, cached: 1000, reasoning: 200 },
    durationMs: 2340.5432,
    stream: true,
    error: { type: 'RateLimitError', msg: 'slow down', status: 429 },
  });
  assert.equal(
    JSON.stringify(payload),
    '{"model":"gpt-4","tokens_in":1250,"tokens_out":450,"tokens_total":1700,"duration_ms":2340.5,' +
      '"prompt":{"t":"str","v":"Fix bug"},"response":{"t":"str","v":"Done"},"tokens_cached":1000,"tokens_reasoning":200,' +
      '"stream":true,"error":{"type":"RateLimitError","msg":"slow down","status":429}}',
  );
});

const TOTALS: readonly (readonly [
  input: unknown,
  output: unknown,
  total: unknown,
  expected: number | null,
])[] = [
  [1, 2, null, 3],
  [1, 2, 50, 3],
  [0, 0, null, 0],
  [8, null, 8, 8],
  [8, null, null, null],
  [null, null, 12, 12],
  [-1, 2, null, null],
  [1.5, 2, null, null],
  [Number.NaN, 2, 7, 7],
  ['1', 2, '7', null],
];
for (const [input, output, total, expected] of TOTALS) {
  test(`of ${String(input)} in and ${String(output)} out, with ${String(total)} from the provider, the total is ${expected}`, () => {
    const tokens = { input, output, total } as CallFacts['tokens'];
    assert.equal(createCallPayload({ ...NONE, tokens }).tokens_total, expected);
  });
}

test('only whole numbers from 0 on are counts, and only finite ones durations', () => {
  const given = [
    0,
    -0,
    7,
    2 ** 53,
    -1,
    0.5,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    '7',
    null,
    undefined,
    7n,
    {},
  ];
  assert.deepEqual(given.map(toCount), [0, 0, 7, ...Array(10).fill(null)]);
  assert.deepEqual(
    [0, 0.04, 0.05, 1e9, -1, Number.NaN, Number.POSITIVE_INFINITY, '7', null].map(toDuration),
    [0, 0, 0.1, 1e9, null, null, null, null, null],
  );
});

const RESPONSES: readonly (readonly [CallFacts, unknown])[] = [
  [{ ...NONE, tools: ['get_weather', 'search'] }, 'calls get_weather, search'],
  [{ ...NONE, tools: ['search'], response: start('') }, 'calls search'],
  [{ ...NONE, tools: ['search'], response: start('I look.') }, 'I look.'],
  [{ ...NONE, tools: [], response: start('') }, ''],
  [{ ...NONE, tools: Array(22).fill('t') }, `calls ${Array(20).fill('t').join(', ')} and 2 more`],
];
for (const [facts, expected] of RESPONSES) {
  test(`a response of ${facts.response?.chars ?? 'no'} characters and ${facts.tools?.length} tools reads ${JSON.stringify(expected)}`, () => {
    assert.deepEqual(createCallPayload(facts).response, { t: 'str', v: expected });
  });
}

test('texts are cut to 200 characters, and tell the length of the whole', () => {
  const { prompt, response } = createCallPayload({
    ...NONE,
    prompt: start('a '.repeat(2200), 1e7),
    response: start('b '.repeat(101)),
  });
  assert.deepEqual(prompt, { t: 'str', v: 'a '.repeat(100), truncated: 1e7 });
  assert.deepEqual(response, { t: 'str', v: 'b '.repeat(100), truncated: 202 });
});

test('no piece of a secret is left in any text, wherever a cut falls', () => {
  const word = randomWord(60);
  const secret = `sk-proj-${word}`;
  for (let before = 100; before < 4400; before += before < 300 ? 7 : 501) {
    const whole = `${'x '.repeat(before).slice(0, before)}${secret} ${'y '.repeat(4000)}`;
    const payload = createCallPayload({
      ...NONE,
      model: secret,
      prompt: start(whole.slice(0, 4400), whole.length),
      response: start(`${secret} `.repeat(100).slice(0, 4400 - (before % 67)), 6700),
      error: { type: secret, msg: whole },
    });
    const text = JSON.stringify(payload);
    for (let i = 0; i + 8 <= word.length; i += 1) assert.ok(!text.includes(word.slice(i, i + 8)), text);
    assert.equal(payload.model, MARKER);
  }
});

test('the end of a beginning that is shorter than redaction looks is not shown: it may be half a secret', () => {
  const word = randomWord(60);
  const text = `start ${`sk-proj-${word}`.slice(0, 30)}`;
  const { prompt } = createCallPayload({ ...NONE, prompt: start(text, 5000) });
  assert.deepEqual(prompt, { t: 'str', v: '', truncated: 5000 });
});
