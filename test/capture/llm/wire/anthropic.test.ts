import { SSE, sse } from './read.ts';
import { type AnswerRow, testAnswers } from './test-answers.ts';

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

const TABLE: readonly AnswerRow[] = [
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
];

testAnswers(TABLE);
