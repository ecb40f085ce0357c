import { AWS, awsMessage, converseEvent, invokeChunk } from './read.ts';
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
];

testAnswers(TABLE);
