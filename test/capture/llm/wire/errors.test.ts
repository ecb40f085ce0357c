import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { WireError, WireFormat } from '../../../../src/capture/llm/wire/types.ts';
import { readAnswer, sse } from './read.ts';

type Headers = Readonly<Record<string, string>>;
const JSON_TYPE: Headers = { 'content-type': 'application/json' };
const AWS_ERROR: Headers = {
  ...JSON_TYPE,
  'x-amzn-errortype': 'ThrottlingException:http://internal.amazon.com/coral/',
};

function refusal(type: string, msg: string): WireError {
  return { type, msg };
}

const TABLE: readonly (readonly [string, WireFormat, number, Headers, string | object, WireError])[] = [
  [
    'OpenAI',
    'openai-chat',
    429,
    JSON_TYPE,
    { error: { message: 'slow', type: 'insufficient_quota', param: null, code: 'insufficient_quota' } },
    refusal('insufficient_quota', 'slow'),
  ],
  [
    'OpenAI without a type',
    'openai-chat',
    400,
    JSON_TYPE,
    { error: { message: 'bad', type: null, code: 'c' } },
    refusal('c', 'bad'),
  ],
  [
    'Azure',
    'openai-chat',
    401,
    JSON_TYPE,
    { statusCode: 401, message: 'denied' },
    refusal('HTTP 401', 'denied'),
  ],
  [
    'OpenRouter',
    'openai-chat',
    402,
    JSON_TYPE,
    { error: { code: 402, message: 'pay' } },
    refusal('HTTP 402', 'pay'),
  ],
  [
    'Anthropic',
    'anthropic',
    529,
    JSON_TYPE,
    { type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' }, request_id: 'r' },
    refusal('overloaded_error', 'Overloaded'),
  ],
  [
    'Gemini',
    'gemini',
    429,
    JSON_TYPE,
    { error: { code: 429, message: 'quota', status: 'RESOURCE_EXHAUSTED' } },
    refusal('RESOURCE_EXHAUSTED', 'quota'),
  ],
  [
    'Gemini in an array',
    'gemini',
    400,
    JSON_TYPE,
    [{ error: { code: 400, message: 'bad', status: 'INVALID_ARGUMENT' } }],
    refusal('INVALID_ARGUMENT', 'bad'),
  ],
  [
    'Bedrock',
    'bedrock-converse',
    429,
    AWS_ERROR,
    { message: 'slow' },
    refusal('ThrottlingException', 'slow'),
  ],
  [
    'Bedrock, a capital letter',
    'bedrock-invoke',
    403,
    JSON_TYPE,
    { Message: 'no' },
    refusal('HTTP 403', 'no'),
  ],
  [
    'Bedrock, its type inside',
    'bedrock-invoke',
    400,
    JSON_TYPE,
    { __type: 'ValidationException', message: 'x' },
    refusal('ValidationException', 'x'),
  ],
  ['Bedrock without a body', 'bedrock-invoke', 503, AWS_ERROR, '', refusal('ThrottlingException', '')],
  ['Ollama', 'ollama', 404, JSON_TYPE, { error: 'model not found' }, refusal('HTTP 404', 'model not found')],
  [
    'Mistral',
    'openai-chat',
    401,
    JSON_TYPE,
    { object: 'error', message: 'denied', type: 'invalid_api_key', param: null, code: '1' },
    refusal('invalid_api_key', 'denied'),
  ],
  [
    'Mistral, a list',
    'openai-chat',
    422,
    JSON_TYPE,
    {
      object: 'error',
      message: { detail: [{ type: 'missing', loc: ['body'], msg: 'Field required' }] },
      type: 'invalid_request_error',
    },
    refusal('invalid_request_error', 'Field required'),
  ],
  ['Cohere', 'cohere', 400, JSON_TYPE, { id: 'x', message: 'bad' }, refusal('HTTP 400', 'bad')],
  ['FastAPI', 'openai-chat', 404, JSON_TYPE, { detail: 'Not Found' }, refusal('HTTP 404', 'Not Found')],
  [
    'FastAPI, a list',
    'openai-chat',
    422,
    JSON_TYPE,
    { detail: [{ loc: ['body'], msg: 'missing', type: 'x' }] },
    refusal('HTTP 422', 'missing'),
  ],
  [
    'Hugging Face',
    'openai-chat',
    503,
    JSON_TYPE,
    { error: 'loading', error_type: 'overloaded' },
    refusal('overloaded', 'loading'),
  ],
  [
    'a list of errors',
    'openai-chat',
    400,
    JSON_TYPE,
    { success: false, errors: [{ code: 7009, message: 'no' }] },
    refusal('HTTP 400', 'no'),
  ],
  [
    "a proxy's page",
    'openai-chat',
    502,
    { 'content-type': 'text/html' },
    '<html><h1>502</h1></html>',
    refusal('HTTP 502', '<html><h1>502</h1></html>'),
  ],
  ['a page under JSON', 'anthropic', 502, JSON_TYPE, 'Bad Gateway', refusal('HTTP 502', 'Bad Gateway')],
  ['an event', 'openai-chat', 500, {}, sse({ error: { message: 'no', type: 't' } }), refusal('t', 'no')],
  ['nothing', 'openai-chat', 500, {}, '', refusal('HTTP 500', '')],
  ['an empty object', 'openai-chat', 500, {}, {}, refusal('HTTP 500', '')],
  ['a number', 'openai-chat', 500, {}, { error: 5 }, refusal('HTTP 500', '')],
];

for (const [title, format, status, headers, body, expected] of TABLE) {
  test(`the refusal of ${title} is an error in its words`, () => {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    for (const piece of [1, 1 << 20])
      assert.deepEqual(readAnswer({ format, status, headers, body: text }, piece).error, expected);
  });
}

test('an error under the status 200 is one', () => {
  for (const format of [
    'openai-chat',
    'openai-responses',
    'gemini',
    'ollama',
    'cohere',
    'anthropic',
  ] as const) {
    const body = JSON.stringify({ error: { message: 'no', type: 't' } });
    assert.deepEqual(readAnswer({ format, body }, 9).error, refusal('t', 'no'), format);
  }
});

test("an answer's own null in the place of an error is none", () => {
  const body = JSON.stringify({ error: null, model: 'm', choices: [] });
  assert.equal(readAnswer({ format: 'openai-chat', body }, 9).error, undefined);
});

test('the text and the name of an error are bounded', () => {
  const long = 'x'.repeat(100_000);
  const body = JSON.stringify({ error: { message: long, type: long } });
  const { error } = readAnswer({ format: 'openai-chat', status: 400, body }, 1 << 20);
  assert.deepEqual([error?.type.length, error?.msg.length], [200, 4_400]);
});
