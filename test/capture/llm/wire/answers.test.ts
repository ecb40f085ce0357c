import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AnswerReading, TokenCounts } from '../../../../src/capture/llm/wire/types.ts';
import { awsMessage, converseEvent, invokeChunk, lines, readAnswer, sse, type Wire } from './read.ts';

const SSE = { 'content-type': 'text/event-stream; charset=utf-8' };
const JSON_TYPE = { 'content-type': 'application/json' };
const AWS = { 'content-type': 'application/vnd.amazon.eventstream' };

interface Expected extends Omit<AnswerReading, 'response' | 'tools' | 'tokens'> {
  readonly response?: string;
  readonly tools?: readonly string[];
  readonly tokens?: readonly (number | null)[];
  readonly cached?: number;
  readonly reasoning?: number;
}

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
const START = {
  type: 'message_start',
  message: {
    id: 'msg_1',
    type: 'message',
    role: 'assistant',
    model: 'claude-x',
    content: [],
    usage: {
      input_tokens: 10,
      cache_creation_input_tokens: 0,
      cache_read_input_tokens: 500,
      output_tokens: 1,
    },
  },
};
const HELLO = { type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: 'Hello' } };
const GEMINI = {
  candidates: [{ content: { parts: [{ text: 'think', thought: true }, { text: 'Hi' }], role: 'model' } }],
  usageMetadata: { promptTokenCount: 5, totalTokenCount: 5 },
  modelVersion: 'gemini-x',
};
const GEMINI_LAST = {
  candidates: [{ content: { parts: [{ functionCall: { name: 'find', args: {} } }] }, finishReason: 'STOP' }],
  usageMetadata: { promptTokenCount: 5, candidatesTokenCount: 3, thoughtsTokenCount: 2, totalTokenCount: 10 },
};
const RESPONSE = {
  id: 'resp_1',
  object: 'response',
  status: 'completed',
  error: null,
  model: 'gpt-x',
  output: [
    { type: 'reasoning', summary: [{ type: 'summary_text', text: 'no' }] },
    { type: 'web_search_call', id: 'ws_1', status: 'completed' },
    { type: 'function_call', name: 'weather', arguments: '{}', call_id: 'c' },
    {
      type: 'message',
      role: 'assistant',
      content: [{ type: 'output_text', text: 'Hello', annotations: [] }],
    },
  ],
  usage: {
    input_tokens: 9,
    output_tokens: 4,
    total_tokens: 13,
    output_tokens_details: { reasoning_tokens: 1 },
  },
};
const OLLAMA = {
  model: 'llama',
  created_at: 'x',
  message: { role: 'assistant', content: 'He' },
  done: false,
};
const OLLAMA_DONE = {
  ...OLLAMA,
  message: { role: 'assistant', content: '' },
  done: true,
  prompt_eval_count: 7,
  eval_count: 2,
};

const TABLE: readonly (readonly [string, Wire, Expected])[] = [
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
  [
    'OpenAI responses whole',
    { format: 'openai-responses', headers: JSON_TYPE, body: JSON.stringify(RESPONSE) },
    {
      model: 'gpt-x',
      response: 'Hello',
      tools: ['web_search', 'weather'],
      tokens: [9, 4, 13],
      reasoning: 1,
      isComplete: true,
    },
  ],
  [
    'OpenAI responses as a stream',
    {
      format: 'openai-responses',
      headers: SSE,
      body: sse(
        {
          type: 'response.created',
          response: { ...RESPONSE, output: [], usage: null, status: 'in_progress' },
        },
        {
          type: 'response.output_item.added',
          output_index: 0,
          item: { type: 'function_call', id: 'fc', name: 'weather' },
        },
        {
          type: 'response.output_item.done',
          output_index: 0,
          item: { type: 'function_call', id: 'fc', name: 'weather' },
        },
        { type: 'response.output_text.delta', delta: 'Hel' },
        { type: 'response.output_text.delta', delta: 'lo' },
        { type: 'response.completed', response: RESPONSE },
      ),
    },
    {
      model: 'gpt-x',
      response: 'Hello',
      tools: ['weather'],
      tokens: [9, 4, 13],
      reasoning: 1,
      isComplete: true,
    },
  ],
  [
    'OpenAI responses, failed',
    {
      format: 'openai-responses',
      headers: SSE,
      body: sse({
        type: 'response.failed',
        response: { model: 'gpt-x', error: { code: 'server_error', message: 'sorry' }, usage: null },
      }),
    },
    { model: 'gpt-x', error: { type: 'server_error', msg: 'sorry' }, isComplete: true },
  ],
  [
    'OpenAI responses, an error event',
    {
      format: 'openai-responses',
      headers: SSE,
      body: `event: error\n${sse({ type: 'error', code: 'rate_limit', message: 'slow', param: null })}`,
    },
    { error: { type: 'rate_limit', msg: 'slow' }, isComplete: false },
  ],
  [
    'OpenAI responses, a refusal',
    {
      format: 'openai-responses',
      headers: SSE,
      body: sse(
        { type: 'response.refusal.delta', delta: 'No' },
        { type: 'response.incomplete', response: {} },
      ),
    },
    { response: 'No', isComplete: true },
  ],
  [
    'Anthropic as a stream',
    {
      format: 'anthropic',
      headers: SSE,
      body: sse(
        START,
        { type: 'ping' },
        { type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } },
        { type: 'content_block_delta', delta: { type: 'thinking_delta', thinking: 'hm' } },
        HELLO,
        {
          type: 'content_block_start',
          index: 1,
          content_block: { type: 'tool_use', id: 't', name: 'bash', input: {} },
        },
        {
          type: 'content_block_start',
          index: 2,
          content_block: { type: 'server_tool_use', id: 's', name: 'web_search' },
        },
        {
          type: 'message_delta',
          delta: { stop_reason: 'tool_use' },
          usage: { input_tokens: null, output_tokens: 42 },
        },
        { type: 'message_stop' },
      ),
    },
    {
      model: 'claude-x',
      response: 'Hello',
      tools: ['bash', 'web_search'],
      tokens: [510, 42, 552],
      cached: 500,
      isComplete: true,
    },
  ],
  [
    'Anthropic as a stream that breaks off: the first count of the output is none',
    { format: 'anthropic', headers: SSE, body: sse(START, HELLO) },
    { model: 'claude-x', response: 'Hello', tokens: [510, null, null], cached: 500, isComplete: false },
  ],
  [
    'Anthropic, an error in the stream',
    {
      format: 'anthropic',
      headers: SSE,
      body: `${sse(START)}event: error\n${sse({ type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } })}`,
    },
    {
      model: 'claude-x',
      tokens: [510, null, null],
      cached: 500,
      error: { type: 'overloaded_error', msg: 'Overloaded' },
      isComplete: false,
    },
  ],
  [
    'Anthropic whole',
    {
      format: 'anthropic',
      body: JSON.stringify({
        type: 'message',
        model: 'claude-x',
        content: [
          { type: 'thinking', thinking: 'hm' },
          { type: 'text', text: 'Hel' },
          { type: 'text', text: 'lo' },
          { type: 'tool_use', name: 'bash' },
        ],
        usage: { input_tokens: 1, output_tokens: 2 },
      }),
    },
    { model: 'claude-x', response: 'Hello', tools: ['bash'], tokens: [1, 2, 3], isComplete: true },
  ],
  [
    'Gemini as server-sent events',
    { format: 'gemini', headers: SSE, body: sse(GEMINI, GEMINI_LAST) },
    {
      model: 'gemini-x',
      response: 'Hi',
      tools: ['find'],
      tokens: [5, 5, 10],
      reasoning: 2,
      isComplete: true,
    },
  ],
  [
    'Gemini as an array',
    {
      format: 'gemini',
      headers: JSON_TYPE,
      body: `[${JSON.stringify(GEMINI)}\n,\r\n${JSON.stringify(GEMINI_LAST)}\n]`,
    },
    {
      model: 'gemini-x',
      response: 'Hi',
      tools: ['find'],
      tokens: [5, 5, 10],
      reasoning: 2,
      isComplete: true,
    },
  ],
  [
    'Gemini as an array that breaks off',
    { format: 'gemini', headers: JSON_TYPE, body: `[${JSON.stringify(GEMINI_LAST)}\n,\r\n{"candidates":[{` },
    { tools: ['find'], tokens: [5, 5, 10], reasoning: 2, isComplete: true },
  ],
  [
    'Gemini, a blocked prompt',
    {
      format: 'gemini',
      body: JSON.stringify({
        promptFeedback: { blockReason: 'SAFETY' },
        usageMetadata: { promptTokenCount: 4, totalTokenCount: 4 },
      }),
    },
    { tokens: [4, 0, 4], error: { type: 'SAFETY', msg: 'The prompt was blocked.' }, isComplete: true },
  ],
  [
    'Gemini within Code Assist',
    { format: 'gemini', headers: SSE, body: sse({ response: GEMINI_LAST }) },
    { tools: ['find'], tokens: [5, 5, 10], reasoning: 2, isComplete: true },
  ],
  [
    'Bedrock converse as a stream',
    {
      format: 'bedrock-converse',
      headers: AWS,
      body: Buffer.concat([
        converseEvent('messageStart', { role: 'assistant' }),
        converseEvent('contentBlockDelta', { delta: { text: 'Hel' }, contentBlockIndex: 0 }),
        converseEvent('contentBlockDelta', { delta: { text: 'lo' }, contentBlockIndex: 0 }),
        converseEvent('contentBlockStart', {
          start: { toolUse: { name: 'find', toolUseId: 't' } },
          contentBlockIndex: 1,
        }),
        converseEvent('messageStop', { stopReason: 'tool_use' }),
        converseEvent('metadata', {
          usage: { inputTokens: 3, outputTokens: 5, totalTokens: 98, cacheReadInputTokens: 90 },
        }),
      ]),
    },
    { response: 'Hello', tools: ['find'], tokens: [93, 5, 98], cached: 90, isComplete: true },
  ],
  [
    'Bedrock converse, an exception in the stream',
    {
      format: 'bedrock-converse',
      headers: AWS,
      body: Buffer.concat([
        converseEvent('contentBlockDelta', { delta: { text: 'Hel' } }),
        awsMessage(
          { ':message-type': 'exception', ':exception-type': 'throttlingException' },
          '{"message":"slow"}',
        ),
      ]),
    },
    { response: 'Hel', error: { type: 'throttlingException', msg: 'slow' }, isComplete: false },
  ],
  [
    'Bedrock converse whole',
    {
      format: 'bedrock-converse',
      body: JSON.stringify({
        output: { message: { role: 'assistant', content: [{ text: 'Hi' }, { toolUse: { name: 'f' } }] } },
        stopReason: 'tool_use',
        usage: { inputTokens: 1, outputTokens: 2, totalTokens: 3 },
      }),
    },
    { response: 'Hi', tools: ['f'], tokens: [1, 2, 3], isComplete: true },
  ],
  [
    'Bedrock invoke, Anthropic as a stream',
    {
      format: 'bedrock-invoke',
      headers: AWS,
      body: Buffer.concat([
        invokeChunk(START),
        invokeChunk(HELLO),
        invokeChunk({ type: 'message_delta', delta: {}, usage: { output_tokens: 42 } }),
        invokeChunk({
          type: 'message_stop',
          'amazon-bedrock-invocationMetrics': { inputTokenCount: 10, outputTokenCount: 42 },
        }),
      ]),
    },
    { model: 'claude-x', response: 'Hello', tokens: [510, 42, 552], cached: 500, isComplete: true },
  ],
  [
    'Bedrock invoke, Llama as a stream',
    {
      format: 'bedrock-invoke',
      headers: AWS,
      body: Buffer.concat([
        invokeChunk({
          generation: 'Hi',
          prompt_token_count: 6,
          generation_token_count: 1,
          stop_reason: null,
        }),
        invokeChunk({
          generation: '!',
          prompt_token_count: null,
          generation_token_count: 2,
          stop_reason: 'stop',
          'amazon-bedrock-invocationMetrics': { inputTokenCount: 6, outputTokenCount: 2 },
        }),
      ]),
    },
    { response: 'Hi!', tokens: [6, 2, 8], isComplete: true },
  ],
  [
    'Bedrock invoke, Nova',
    {
      format: 'bedrock-invoke',
      body: JSON.stringify({
        output: { message: { content: [{ text: 'Hi' }] } },
        usage: { inputTokens: 1, outputTokens: 2 },
      }),
    },
    { response: 'Hi', tokens: [1, 2, 3], isComplete: true },
  ],
  [
    'Bedrock invoke, Titan',
    {
      format: 'bedrock-invoke',
      body: JSON.stringify({ inputTextTokenCount: 4, results: [{ tokenCount: 3, outputText: 'Hi' }] }),
    },
    { response: 'Hi', tokens: [4, 3, 7], isComplete: true },
  ],
  [
    'Bedrock invoke, Mistral; the counts are in the headers',
    {
      format: 'bedrock-invoke',
      headers: { 'x-amzn-bedrock-input-token-count': '5', 'x-amzn-bedrock-output-token-count': '6' },
      body: JSON.stringify({ outputs: [{ text: 'Hi', stop_reason: 'stop' }] }),
    },
    { response: 'Hi', tokens: [5, 6, 11], isComplete: true },
  ],
  [
    'Ollama chat as lines',
    {
      format: 'ollama',
      headers: { 'content-type': 'application/x-ndjson' },
      body: lines(
        OLLAMA,
        { ...OLLAMA, message: { content: 'llo', tool_calls: [{ function: { name: 'f', arguments: {} } }] } },
        OLLAMA_DONE,
      ),
    },
    { model: 'llama', response: 'Hello', tools: ['f'], tokens: [7, 2, 9], isComplete: true },
  ],
  [
    'Ollama lines under no content type, broken off',
    { format: 'ollama', body: `${lines(OLLAMA)}{"model":"lla` },
    { model: 'llama', response: 'He', isComplete: false },
  ],
  [
    'Ollama lines under the content type of JSON',
    { format: 'ollama', headers: JSON_TYPE, body: lines(OLLAMA, OLLAMA_DONE) },
    { model: 'llama', response: 'He', tokens: [7, 2, 9], isComplete: true },
  ],
  [
    'Ollama generate whole',
    {
      format: 'ollama',
      headers: JSON_TYPE,
      body: JSON.stringify({ model: 'llama', response: 'Hi', done: true, eval_count: 2 }),
    },
    { model: 'llama', response: 'Hi', tokens: [null, 2, null], isComplete: true },
  ],
  [
    'Ollama, an error among the lines',
    { format: 'ollama', body: lines(OLLAMA, { error: 'out of memory' }) },
    { model: 'llama', response: 'He', error: { type: 'error', msg: 'out of memory' }, isComplete: false },
  ],
  [
    'Cohere as a stream',
    {
      format: 'cohere',
      headers: SSE,
      body: sse(
        { type: 'message-start', id: '1', delta: { message: { role: 'assistant' } } },
        { type: 'content-start', index: 0, delta: { message: { content: { type: 'text', text: '' } } } },
        { type: 'content-delta', index: 0, delta: { message: { content: { text: 'Hi' } } } },
        {
          type: 'tool-call-start',
          index: 0,
          delta: {
            message: { tool_calls: { id: 'x', type: 'function', function: { name: 'f', arguments: '' } } },
          },
        },
        {
          type: 'message-end',
          delta: {
            finish_reason: 'COMPLETE',
            usage: { billed_units: { input_tokens: 1 }, tokens: { input_tokens: 70, output_tokens: 9 } },
          },
        },
      ),
    },
    { response: 'Hi', tools: ['f'], tokens: [70, 9, 79], isComplete: true },
  ],
  [
    'Cohere whole',
    {
      format: 'cohere',
      body: JSON.stringify({
        message: {
          content: [
            { type: 'thinking', thinking: 'hm' },
            { type: 'text', text: 'Hi' },
          ],
          tool_calls: [{ function: { name: 'f' } }],
        },
        usage: { tokens: { input_tokens: 7, output_tokens: 1 } },
      }),
    },
    { response: 'Hi', tools: ['f'], tokens: [7, 1, 8], isComplete: true },
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

for (const [title, wire, expected] of TABLE) {
  const { response, tools = [], tokens = [null, null, null], cached, reasoning, ...rest } = expected;
  const [input = null, output = null, total = null] = tokens;
  const counts: TokenCounts = {
    input,
    output,
    total,
    ...(cached === undefined ? {} : { cached }),
    ...(reasoning === undefined ? {} : { reasoning }),
  };
  const said = response === undefined ? {} : { response: { text: response, chars: response.length } };
  for (const piece of [1, 7, 1 << 20]) {
    test(`the answer of ${title} is understood in pieces of ${piece}`, () => {
      assert.deepEqual(readAnswer(wire, piece), { ...rest, ...said, tools, tokens: counts });
    });
  }
}
