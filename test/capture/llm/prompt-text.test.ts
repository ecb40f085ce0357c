import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readPrompt } from '../../../src/capture/llm/prompt-text.ts';
import { readResponse } from '../../../src/capture/llm/response-text.ts';

const user = (content: unknown) => ({ role: 'user', content });

class Message {
  role = 'user';
  content = 'of a class';
}

const PROMPTS: readonly (readonly [name: string, given: unknown, expected: string | undefined])[] = [
  ['a text', 'Fix bug', 'Fix bug'],
  ['an empty text', '', ''],
  ['nothing', undefined, undefined],
  ['null', null, undefined],
  ['a message', user('hi'), 'hi'],
  [
    'parts',
    user([
      { type: 'text', text: 'a' },
      { type: 'image_url', image_url: { url: 'x' } },
      { type: 'input_text', text: 'b' },
    ]),
    'a\n[image]\nb',
  ],
  ["Gemini's contents", [{ role: 'user', parts: [{ text: 'a' }, { inlineData: {} }] }], 'a'],
  ['a list of texts', ['one', 'two'], 'two'],
  [
    'the last thing the user said',
    [user('first'), { role: 'assistant', content: 'no' }, user('last'), { role: 'assistant', content: 'no' }],
    'last',
  ],
  [
    'what stands before a tool result',
    [user('do it'), { role: 'assistant', content: [] }, user([{ type: 'tool_result', content: 'result' }])],
    'do it',
  ],
  [
    'a list without a user',
    [
      { role: 'system', content: 'be kind' },
      { role: 'tool', content: '' },
    ],
    'be kind',
  ],
  ['a request', { model: 'm', messages: [user('in a request')] }, 'in a request'],
  ['a request to the responses API', { model: 'm', input: 'in' }, 'in'],
  ['a request to Gemini', { contents: [{ role: 'user', parts: [{ text: 'in' }] }] }, 'in'],
  ['a message of a class', [new Message()], 'of a class'],
  [
    'a human message',
    [
      { role: 'human', content: 'h' },
      { role: 'ai', content: 'no' },
    ],
    'h',
  ],
  ['a number', 42, '42'],
  ['another object', { question: 'why', n: 1 }, '{"question":"why","n":1}'],
  ['an empty list', [], '[]'],
  ['a function', function ask() {}, 'ask'],
];
for (const [name, given, expected] of PROMPTS) {
  test(`of ${name} the prompt is ${JSON.stringify(expected)}`, () => {
    assert.equal(readPrompt(given)?.text, expected);
  });
}

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

test('a long prompt is held by its beginning, and its length told', () => {
  const whole = 'x'.repeat(10_000_000);
  const held = readPrompt(whole);
  assert.deepEqual([held?.text.length, held?.chars], [4400, 10_000_000]);
  const parts = readPrompt([user([{ text: whole }, { text: whole }])]);
  assert.deepEqual([parts?.text.length, parts?.chars], [4400, 20_000_001]);
});

test('of a list of 100,000 messages only the end is looked at', () => {
  const list: unknown[] = Array.from({ length: 100_000 }, (_, i) => user(`message ${i}`));
  assert.equal(readPrompt(list)?.text, 'message 99999');
  let looks = 0;
  const counted = new Proxy({ role: 'tool' }, {});
  const look = (): undefined => {
    looks += 1;
    return undefined;
  };
  const silent = Object.defineProperty({}, 'role', { get: look });
  assert.equal(typeof readPrompt(Array(100_000).fill(silent))?.text, 'string');
  assert.equal(typeof readPrompt(Array(100_000).fill(counted))?.text, 'string');
  assert.equal(looks, 0);
});

test('no code of the value is run: no getter, no trap, no toJSON', () => {
  const fail = (): never => {
    throw new Error('run');
  };
  const traps = Object.fromEntries(Object.getOwnPropertyNames(Reflect).map((name) => [name, fail]));
  const proxy = new Proxy({}, traps);
  const getters = Object.defineProperties(
    { toJSON: fail },
    Object.fromEntries(
      ['role', 'content', 'text', 'messages', 'choices', 'message', 'type', 'then', 'output'].map((key) => [
        key,
        { get: fail, enumerable: true },
      ]),
    ),
  );
  const cycle: Record<string, unknown> = { role: 'user' };
  cycle.content = cycle;
  const list: unknown[] = [];
  list.push(list);
  for (const value of [
    proxy,
    [proxy],
    getters,
    [getters],
    user(proxy),
    user([getters]),
    { messages: proxy },
    { choices: [proxy] },
    new Proxy([], traps),
    cycle,
    list,
    Object.create(proxy),
    Symbol('s'),
    10n,
  ]) {
    assert.equal(typeof readPrompt(value)?.text, 'string');
    const { response, tools } = readResponse(value);
    assert.ok(response !== undefined || tools !== undefined);
  }
});

test('what refers to itself in many ways is given up soon', { timeout: 10_000 }, () => {
  const keys = [
    'messages',
    'contents',
    'input',
    'prompt',
    'text',
    'content',
    'parts',
    'message',
    'choices',
    'output',
    'response',
    'steps',
    'tool_calls',
  ];
  const round: Record<string, unknown> = {};
  for (const key of keys) round[key] = round;
  let lists: unknown[] = [];
  for (let i = 0; i < 10; i += 1) lists = Array(1000).fill(lists);
  for (const value of [round, lists, { messages: lists }, { content: Array(1000).fill(round) }]) {
    assert.ok(readPrompt(value));
    assert.ok(readResponse(value).response);
  }
});
