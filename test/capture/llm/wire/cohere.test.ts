import { SSE, sse } from './read.ts';
import { type AnswerRow, testAnswers } from './test-answers.ts';

const TABLE: readonly AnswerRow[] = [
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
];

testAnswers(TABLE);
