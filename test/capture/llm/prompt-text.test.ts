import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readPrompt } from '../../../src/capture/llm/prompt-text.ts';

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
