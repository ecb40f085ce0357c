import { JSON_TYPE, SSE, sse } from './read.ts';
import { type AnswerRow, testAnswers } from './test-answers.ts';

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

const TABLE: readonly AnswerRow[] = [
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
];

testAnswers(TABLE);
