import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createAnswerDraft, readingOf } from '../../../../src/capture/llm/wire/answer-draft.ts';
import { createAnswerFold } from '../../../../src/capture/llm/wire/answer-fold.ts';
import { createAnswerReader } from '../../../../src/capture/llm/wire/answer-reader.ts';
import { readEndpoint } from '../../../../src/capture/llm/wire/endpoint.ts';
import { isModelPath } from '../../../../src/capture/llm/wire/model-path.ts';
import { readRequest } from '../../../../src/capture/llm/wire/read-request.ts';
import type { AnswerReading, WireFormat } from '../../../../src/capture/llm/wire/types.ts';
import { fc } from '../../../properties.ts';
import { lines, readAnswer, sse } from './read.ts';

const FORMATS: readonly WireFormat[] = [
  'openai-chat',
  'openai-completions',
  'openai-responses',
  'openai-embeddings',
  'anthropic',
  'gemini',
  'bedrock-converse',
  'bedrock-invoke',
  'ollama',
  'cohere',
];
/** The words that steer the reading: in random places they reach every branch. */
const WORDS =
  'type error message_start message_delta message_stop content_block_delta content_block_start delta message text text_delta content_block tool_use name content choices index tool_calls function usage x_groq finish_reason response output item output_index response.completed response.failed response.output_item.added function_call candidates parts candidate usageMetadata promptTokenCount candidatesTokenCount input_tokens output_tokens prompt_tokens completion_tokens total_tokens contentBlockDelta metadata messageStop inputTokens done prompt_eval_count iterations compaction message-end content-delta role user messages input prompt contents model generation outputs results amazon-bedrock-invocationMetrics inputTokenCount bytes request __proto__ constructor toString length'.split(
    ' ',
  );
const word = fc.constantFrom(...WORDS);
const json = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', maxDepth: 6 },
    word,
    fc.nat(200),
    fc.constantFrom(null, true, false, 0, -1, 1.5, 1e308, '', 'x'.repeat(5_000), '\ud800'),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(word, tie('value'), { maxKeys: 6 }),
  ),
})).value;

function check(reading: AnswerReading): void {
  const { input, output, total, cached, reasoning } = reading.tokens;
  for (const count of [input, output, total, cached ?? null, reasoning ?? null])
    assert.ok(count === null || (Number.isSafeInteger(count) && count >= 0), String(count));
  assert.ok(reading.tools.length <= 50 && reading.tools.every((name) => name !== '' && name.length <= 200));
  assert.ok((reading.response?.text.length ?? 0) <= 4_400);
  assert.ok((reading.response?.chars ?? 1) >= (reading.response?.text.length ?? 0));
  for (const text of [reading.model ?? '', reading.error?.type ?? '']) assert.ok(text.length <= 200);
}

for (const format of FORMATS) {
  test(`any JSON at all is read as ${format}, whole and as events, without a fault`, () => {
    fc.assert(
      fc.property(fc.array(json, { maxLength: 5 }), (given) => {
        const values = given.map((value) => JSON.parse(JSON.stringify(value)) as unknown);
        const draft = createAnswerDraft();
        const fold = createAnswerFold(format, draft);
        for (const value of values) fold(value);
        check(readingOf(draft));
        const bodies = [
          JSON.stringify(values[0] ?? null),
          sse(...values),
          lines(...values),
          JSON.stringify(values),
        ];
        for (const body of bodies) {
          check(readAnswer({ format, body }, 64));
          check(readAnswer({ format, status: 500, body }, 1 << 20));
          check(readAnswer({ format, body: body.slice(0, body.length / 2) }, 1 << 20));
        }
        for (const body of bodies) {
          const text = readRequest({ format }, body);
          assert.ok((text.prompt?.text.length ?? 0) <= 4_400);
          readRequest({ format }, { head: body.slice(0, 300), tail: body.slice(-300), bytes: 2_000_000 });
          readRequest({ format }, body.padEnd(70_000));
        }
      }),
      { numRuns: 150 },
    );
  });
}

test('any bytes at all are read without a fault', () => {
  const types = [
    'application/json',
    'text/event-stream',
    'application/x-ndjson',
    'application/vnd.amazon.eventstream',
    '',
  ];
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 300 }),
      fc.constantFrom(...types),
      fc.constantFrom(...FORMATS),
      (body, type, format) => {
        check(readAnswer({ format, headers: { 'content-type': type }, body }, 3));
      },
    ),
    { numRuns: 500 },
  );
});

test('any path at all is read without a fault, and what is read is a path of a model', () => {
  const part = fc.constantFrom(
    '/',
    ':',
    '%',
    'models',
    'model',
    'invoke',
    'messages',
    'generateContent',
    '?',
    '#',
    'a',
    'publishers',
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
      const path = parts.join('');
      if (readEndpoint(path) !== undefined) assert.ok(isModelPath(path), path);
    }),
    { numRuns: 2_000 },
  );
});

test('two thousand calls of tools name fifty', () => {
  const calls = Array.from({ length: 2_000 }, (_, i) => ({
    index: i,
    id: `c${i}`,
    function: { name: `f${i}` },
  }));
  const body = JSON.stringify({ choices: [{ message: { tool_calls: calls } }] });
  assert.equal(readAnswer({ format: 'openai-chat', body }, 1 << 20).tools.length, 50);
  const events = sse(...calls.map((call) => ({ choices: [{ delta: { tool_calls: [call] } }] })));
  assert.equal(readAnswer({ format: 'openai-chat', body: events }, 1 << 20).tools.length, 50);
});

test('a nesting of a hundred thousand levels is read', () => {
  const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
  for (const format of FORMATS) {
    check(readAnswer({ format, body: `{"usage":${deep},"error":${deep}}` }, 1 << 20));
    check(readAnswer({ format, body: deep }, 1 << 20));
    readRequest({ format }, `{"model":"m","messages":${deep},"input":${deep}}`);
  }
});

test('a text of megabytes in one event is cut, and its length known', () => {
  const event = (text: string): object => ({ choices: [{ delta: { content: text } }] });
  const body = sse(...Array.from({ length: 5 }, () => event('x'.repeat(500_000))), '[DONE]');
  const { response } = readAnswer({ format: 'openai-chat', body }, 65_536);
  assert.deepEqual(response, { text: 'x'.repeat(4_400), chars: 2_500_000 });
});

test('an answer of more than a megabyte is read from both of its ends', () => {
  const body = JSON.stringify({
    id: 'c',
    model: 'gpt-x',
    choices: [
      { index: 0, message: { role: 'assistant', content: 'x'.repeat(3_000_000) }, finish_reason: 'stop' },
    ],
    usage: { prompt_tokens: 1, completion_tokens: 2, total_tokens: 3 },
  });
  const { model, response, tokens, isComplete } = readAnswer({ format: 'openai-chat', body }, 65_536);
  assert.equal(isComplete, true);
  assert.equal(readAnswer({ format: 'openai-chat', body: body.slice(0, -50) }, 65_536).isComplete, false);
  assert.deepEqual(
    [model, response?.text, tokens],
    ['gpt-x', 'x'.repeat(4_400), { input: 1, output: 2, total: 3 }],
  );
  assert.ok((response?.chars ?? 0) > 2_900_000);
});

test('an event of more than a megabyte is read from both of its ends', () => {
  const output = [{ type: 'message', content: [{ type: 'output_text', text: 'x'.repeat(2_000_000) }] }];
  const usage = { input_tokens: 1, output_tokens: 2, total_tokens: 3 };
  const response = { id: 'r', error: null, model: 'gpt-x', output, usage, metadata: {} };
  const last = { type: 'response.completed', sequence_number: 9, response };
  const known = { model: 'gpt-x', tokens: { input: 1, output: 2, total: 3 }, tools: [], isComplete: true };
  const streamed = sse({ type: 'response.output_text.delta', delta: 'Hi' }, last);
  assert.deepEqual(readAnswer({ format: 'openai-responses', body: streamed }, 65_536), {
    ...known,
    response: { text: 'Hi', chars: 2 },
  });
  const { response: said, ...rest } = readAnswer({ format: 'openai-responses', body: sse(last) }, 65_536);
  assert.deepEqual([rest, said?.text], [known, 'x'.repeat(4_400)]);
});

test('an error in the arguments of a tool is none of the answer', () => {
  const args = { a: 'x'.repeat(5_000), error: { message: 'no' }, b: 'x'.repeat(2_000_000) };
  const body = JSON.stringify({
    candidates: [{ content: { parts: [{ functionCall: { name: 'f', args } }] } }],
  });
  assert.equal(readAnswer({ format: 'gemini', body }, 65_536).error, undefined);
});

test('a line that never ends, invalid UTF-8, and a null usage do no harm', () => {
  check(
    readAnswer(
      {
        format: 'openai-chat',
        headers: { 'content-type': 'text/event-stream' },
        body: `data: ${'x'.repeat(5_000_000)}`,
      },
      65_536,
    ),
  );
  check(readAnswer({ format: 'ollama', body: Buffer.alloc(100_000, 0xff) }, 999));
  const { tokens } = readAnswer({ format: 'openai-chat', body: '{"usage":null}' }, 5);
  assert.deepEqual(tokens, { input: null, output: null, total: null });
});

test('setters and properties that a program put on all objects are neither run nor read', () => {
  const body = JSON.stringify({
    choices: [{ message: { content: 'Hi', tool_calls: [{ function: { name: 'f' } }] } }],
  });
  const request = JSON.stringify({
    x: 'y'.repeat(70_000),
    model: 'm',
    messages: [{ role: 'user', content: 'one' }],
  });
  const expected = [
    readAnswer({ format: 'openai-chat', body }, 9),
    readRequest({ format: 'openai-chat' }, request),
  ];
  const fail = { set: () => assert.fail('run'), get: () => assert.fail('read'), configurable: true };
  for (const key of ['model', 'usage', 'error', 'content', 'role', 'messages', 'cached'])
    Object.defineProperty(Object.prototype, key, fail);
  Object.defineProperty(Array.prototype, '0', fail);
  const bytes = Buffer.from(body);
  const endpoint = { format: 'openai-chat' } as const;
  const reader = createAnswerReader(endpoint, { status: 200, header: () => undefined });
  let answer: unknown;
  let asked: unknown;
  try {
    reader.add(bytes);
    answer = reader.finish();
    asked = readRequest(endpoint, request);
  } finally {
    for (const key of ['model', 'usage', 'error', 'content', 'role', 'messages', 'cached'])
      Reflect.deleteProperty(Object.prototype, key);
    Reflect.deleteProperty(Array.prototype, '0');
  }
  assert.deepEqual([answer, asked], expected);
});
