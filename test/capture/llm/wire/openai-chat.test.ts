import { JSON_TYPE, SSE, sse } from './read.ts';
import { type AnswerRow, testAnswers } from './test-answers.ts';

function chunk(delta: object, more: object = {}): object {
  return {
    id: 'c1',
    object: 'chat.completion.chunk',
    model: 'gpt-x',
    choices: [{ index: 0, delta, finish_reason: null }],
    usage: null,
    ...more,
  };
}

const LAST = { ...chunk({}), choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] };

const USAGE = { prompt_tokens: 100, completion_tokens: 20, total_tokens: 120 };

const CALL = { index: 0, id: 'call_1', type: 'function', function: { name: 'weather', arguments: '' } };

const TABLE: readonly AnswerRow[] = [
  [
    'OpenAI chat as a stream',
    {
      format: 'openai-chat',
      headers: SSE,
      body: `: keep-alive\n\n${sse(chunk({ role: 'assistant', content: '' }), chunk({ content: 'Hel' }), chunk({ content: 'lo' }), LAST, { model: 'gpt-x', choices: [], usage: USAGE }, '[DONE]')}`,
    },
    { model: 'gpt-x', response: 'Hello', tokens: [100, 20, 120], isComplete: true },
  ],
  [
    'OpenAI chat as a stream that breaks off',
    { format: 'openai-chat', headers: SSE, body: `${sse(chunk({ content: 'Hel' }))}data: {"id":"c1","cho` },
    { model: 'gpt-x', response: 'Hel', isComplete: false },
  ],
  [
    'OpenAI chat as a stream of tool calls, in pieces',
    {
      format: 'openai-chat',
      headers: SSE,
      body: sse(
        chunk({ tool_calls: [CALL] }),
        chunk({ tool_calls: [{ index: 0, function: { arguments: '{"a' } }] }),
        chunk({ tool_calls: [{ ...CALL, function: { name: 'weather', arguments: '":1}' } }] }),
        chunk({
          tool_calls: [{ ...CALL, index: 1, id: 'call_2', function: { name: 'time', arguments: '' } }],
        }),
        chunk({
          tool_calls: [{ ...CALL, index: 0, id: 'call_3', function: { name: 'weather', arguments: '{}' } }],
        }),
        LAST,
      ),
    },
    { model: 'gpt-x', tools: ['weather', 'time', 'weather'], isComplete: true },
  ],
  [
    'OpenAI chat as a stream of two choices',
    {
      format: 'openai-chat',
      headers: SSE,
      body: sse(
        { choices: [{ index: 1, delta: { content: 'B' } }] },
        { choices: [{ index: 0, delta: { content: 'A' } }] },
        '[DONE]',
      ),
    },
    { response: 'A', isComplete: true },
  ],
  [
    'OpenAI chat whole, with tools and a legacy function',
    {
      format: 'openai-chat',
      headers: JSON_TYPE,
      body: JSON.stringify(
        {
          model: 'gpt-x',
          choices: [
            {
              index: 0,
              message: {
                content: null,
                refusal: null,
                tool_calls: [
                  { id: 'a', function: { name: 'f' } },
                  { id: 'b', type: 'custom', custom: { name: 'g' } },
                ],
                function_call: { name: 'old' },
              },
              finish_reason: 'tool_calls',
            },
            { index: 1, message: { content: 'second' } },
          ],
          usage: {
            ...USAGE,
            prompt_tokens_details: { cached_tokens: 64 },
            completion_tokens_details: { reasoning_tokens: 8 },
          },
        },
        null,
        2,
      ),
    },
    {
      model: 'gpt-x',
      tools: ['f', 'g', 'old'],
      tokens: [100, 20, 120],
      cached: 64,
      reasoning: 8,
      isComplete: true,
    },
  ],
  [
    'OpenAI chat, a refusal',
    {
      format: 'openai-chat',
      body: JSON.stringify({ choices: [{ message: { content: null, refusal: 'I will not.' } }] }),
    },
    { response: 'I will not.', isComplete: true },
  ],
  [
    'Mistral, parts of thinking and text',
    {
      format: 'openai-chat',
      body: JSON.stringify({
        choices: [
          {
            message: {
              content: [
                { type: 'thinking', thinking: [{ type: 'text', text: 'hm' }] },
                { type: 'text', text: 'Yes' },
              ],
            },
          },
        ],
      }),
    },
    { response: 'Yes', isComplete: true },
  ],
  [
    'DeepSeek, reasoning is no answer',
    {
      format: 'openai-chat',
      body: JSON.stringify({ choices: [{ message: { reasoning_content: 'hm', content: 'Yes' } }] }),
    },
    { response: 'Yes', isComplete: true },
  ],
  [
    'Groq, usage in its own field',
    {
      format: 'openai-chat',
      headers: SSE,
      body: sse(
        chunk({ content: 'A' }, { x_groq: { id: 'r' } }),
        { ...LAST, x_groq: { id: 'r', usage: USAGE } },
        '[DONE]',
      ),
    },
    { model: 'gpt-x', response: 'A', tokens: [100, 20, 120], isComplete: true },
  ],
  [
    'OpenRouter, an error in the stream',
    {
      format: 'openai-chat',
      headers: SSE,
      body: `: OPENROUTER PROCESSING\n\n${sse({ error: { code: 502, message: 'upstream' }, choices: [{ index: 0, delta: { content: '' }, finish_reason: 'error' }] })}`,
    },
    { error: { type: 'HTTP 502', msg: 'upstream' }, isComplete: true },
  ],
  [
    'a stream under the content type of JSON',
    { format: 'openai-chat', headers: JSON_TYPE, body: `\n${sse(chunk({ content: 'A' }), '[DONE]')}` },
    { model: 'gpt-x', response: 'A', isComplete: true },
  ],
  [
    'JSON under the content type of a stream',
    { format: 'openai-chat', headers: SSE, body: '\ufeff {"choices":[{"message":{"content":"A"}}]}' },
    { response: 'A', isComplete: true },
  ],
  [
    'OpenAI completions',
    {
      format: 'openai-completions',
      headers: SSE,
      body: sse(
        { model: 'm', choices: [{ index: 0, text: 'A' }] },
        { choices: [{ index: 0, text: 'B' }] },
        '[DONE]',
      ),
    },
    { model: 'm', response: 'AB', isComplete: true },
  ],
  [
    'OpenAI embeddings',
    {
      format: 'openai-embeddings',
      body: JSON.stringify({
        object: 'list',
        data: [{ embedding: [0.1] }],
        model: 'e',
        usage: { prompt_tokens: 8, total_tokens: 8 },
      }),
    },
    { model: 'e', tokens: [8, null, 8], isComplete: true },
  ],
  [
    'OpenAI embeddings that are long',
    {
      format: 'openai-embeddings',
      body: JSON.stringify({
        data: [{ embedding: Array(30_000).fill(0.25) }],
        model: 'e',
        usage: { prompt_tokens: 8, total_tokens: 8 },
      }),
    },
    { model: 'e', tokens: [8, null, 8], isComplete: true },
  ],
  ['nothing at all', { format: 'openai-chat', headers: SSE, body: '' }, { isComplete: false }],
  [
    'a page',
    { format: 'openai-chat', headers: { 'content-type': 'text/html' }, body: '<html>' },
    { isComplete: false },
  ],
  [
    'a whole answer that breaks off',
    {
      format: 'openai-chat',
      headers: JSON_TYPE,
      body: '{"id":"1","model":"gpt-x","choices":[{"index":0,"message":{"role":"assistant","content":"Hello wor',
    },
    { model: 'gpt-x', response: 'Hello wor', isComplete: false },
  ],
];

testAnswers(TABLE);
