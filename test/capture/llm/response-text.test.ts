import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readResponse } from '../../../src/capture/llm/response-text.ts';

class Result {
  steps = [{ content: [{ type: 'text', text: 'no' }] }, { content: [{ type: 'text', text: 'last step' }] }];
  get text(): string {
    throw new Error('read');
  }
}

const RESPONSES: readonly (readonly [
  name: string,
  given: unknown,
  expected: string | readonly string[] | undefined,
])[] = [
  ['a text', 'Done', 'Done'],
  ['nothing', undefined, undefined],
  [
    'OpenAI chat',
    {
      id: 'x',
      model: 'm',
      choices: [{ message: { role: 'assistant', content: 'Done' } }, { message: { content: 'no' } }],
    },
    'Done',
  ],
  [
    'OpenAI chat with tools',
    {
      choices: [
        {
          message: {
            content: null,
            tool_calls: [{ id: '1', type: 'function', function: { name: 'search', arguments: '{}' } }],
          },
        },
      ],
    },
    ['search'],
  ],
  ['OpenAI completions', { choices: [{ text: 'Done' }] }, 'Done'],
  [
    'OpenAI responses',
    {
      output: [
        { type: 'reasoning', content: [{ text: 'no' }] },
        { type: 'message', content: [{ type: 'output_text', text: 'Done' }] },
      ],
    },
    'Done',
  ],
  [
    'OpenAI responses with its own text',
    { output: [{ type: 'message', content: [{ text: 'Done' }] }], output_text: 'Done' },
    'Done',
  ],
  [
    'OpenAI responses with a tool',
    { output_text: '', output: [{ type: 'function_call', name: 'search', arguments: '{}' }] },
    ['search'],
  ],
  [
    'Anthropic',
    {
      type: 'message',
      content: [
        { type: 'thinking', thinking: 'no' },
        { type: 'text', text: 'Do' },
        { type: 'text', text: 'ne' },
      ],
    },
    'Done',
  ],
  [
    'Anthropic with a tool',
    {
      content: [
        { type: 'tool_use', name: 'search', input: { text: 'no' } },
        { type: 'tool_use', name: 'open', input: {} },
      ],
    },
    ['search', 'open'],
  ],
  [
    'Gemini',
    { candidates: [{ content: { parts: [{ text: 'no', thought: true }, { text: 'Done' }] } }] },
    'Done',
  ],
  [
    'Gemini with a tool',
    { candidates: [{ content: { parts: [{ functionCall: { name: 'search', args: {} } }] } }] },
    ['search'],
  ],
  ['Bedrock', { output: { message: { content: [{ text: 'Done' }] } } }, 'Done'],
  [
    'Bedrock with a tool',
    { output: { message: { content: [{ toolUse: { name: 'search' } }] } } },
    ['search'],
  ],
  ['Ollama', { message: { role: 'assistant', content: 'Done' } }, 'Done'],
  [
    'Ollama with a tool',
    { message: { content: '', tool_calls: [{ function: { name: 'search' } }] } },
    ['search'],
  ],
  ['Ollama generate', { response: 'Done' }, 'Done'],
  ['Cohere', { message: { content: [{ type: 'text', text: 'Done' }] } }, 'Done'],
  ['the AI SDK', new Result(), 'last step'],
  [
    'the AI SDK with a tool',
    { steps: [{ content: [{ type: 'tool-call', toolName: 'search' }] }] },
    ['search'],
  ],
  ['a content list', [{ type: 'text', text: 'Done' }], 'Done'],
  ['another object', { status: 'ok' }, '{"status":"ok"}'],
];
for (const [name, given, expected] of RESPONSES) {
  test(`of ${name} the response is ${JSON.stringify(expected)}`, () => {
    const { response, tools } = readResponse(given);
    assert.deepEqual(tools ?? response?.text, expected);
  });
}
