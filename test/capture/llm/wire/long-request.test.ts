import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readRequest } from '../../../../src/capture/llm/wire/read-request.ts';
import { bounded, CHAT, RESULT, read, user } from './read-body.ts';

const history = (count: number): object[] =>
  Array.from({ length: count }, (_, i) => [
    user(`question ${i} "${'q'.repeat(500)}`),
    { role: 'assistant', content: `{"role":"user","content":"no"} ${'\\"'.repeat(300)}` },
  ]).flat();
const tools = [
  {
    type: 'function',
    function: {
      name: 'f',
      parameters: { properties: { model: { type: 'string' }, role: { const: 'user' } } },
    },
  },
];

const LONG: readonly (readonly [string, unknown, object | null])[] = [
  [
    'a history of megabytes',
    { model: 'm', messages: [...history(2_000), user('last')] },
    { model: 'm', prompt: 'last' },
  ],
  [
    'the model behind the history',
    { messages: [...history(2_000), user('last')], tools, model: 'm', stream: true },
    { model: 'm', prompt: 'last', stream: true },
  ],
  [
    'tools before the history',
    { tools: Array(9_000).fill(tools[0]), messages: [user('last')], model: 'm' },
    { model: 'm', prompt: 'last' },
  ],
  [
    'answers of tools behind the last word',
    {
      model: 'm',
      messages: [
        ...history(2_000),
        user('last'),
        {
          role: 'assistant',
          content: [{ type: 'tool_use', name: 'f', input: { role: 'user', content: 'no' } }],
        },
        user([RESULT]),
      ],
    },
    { model: 'm', prompt: 'last' },
  ],
  [
    'an answer of a tool that is all of the end',
    { model: 'm', messages: [user('first'), user([{ ...RESULT, content: 'x'.repeat(2 << 20) }])] },
    { model: 'm', prompt: 'first' },
  ],
  ['no call', { data: 'x'.repeat(2 << 20) }, null],
];

for (const [title, body, expected] of LONG) {
  test(`a request of more than a megabyte with ${title} is understood`, () => {
    assert.deepEqual(read(CHAT, body), expected);
  });
}

test('of one message of megabytes the beginning is read, and about how long it is', () => {
  const text = `Sum this up: "${'\u00e9\\\n'.repeat(700_000)}`;
  for (const content of [text, [{ type: 'text', text }]]) {
    const body = JSON.stringify({ model: 'm', messages: [user(content)] });
    const { prompt, model } = readRequest(CHAT, bounded(body));
    assert.ok(prompt !== undefined && text.startsWith(prompt.text) && prompt.text.length > 1_500);
    assert.ok(prompt.chars > 2_000_000 && model === 'm');
  }
});

test('of a long prompt the beginning is kept, and how long it is', () => {
  const { prompt } = readRequest(CHAT, JSON.stringify({ model: 'm', messages: [user('x'.repeat(20_000))] }));
  assert.deepEqual(prompt, { text: 'x'.repeat(4_400), chars: 20_000 });
});

test('a long body of half of a surrogate, or broken off anywhere, does no harm', () => {
  const body = JSON.stringify({ messages: [user(`${'\ud800"\\'.repeat(20_000)}`)], model: 'm' });
  for (let end = body.length; end > 0; end -= 977) readRequest(CHAT, body.slice(0, end));
  for (let cut = 1; cut < 200; cut++)
    readRequest(CHAT, { head: body.slice(0, cut), tail: body.slice(-cut), bytes: 2_000_000 });
});
