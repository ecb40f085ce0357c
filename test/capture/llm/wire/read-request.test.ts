import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Endpoint, WireFormat } from '../../../../src/capture/llm/wire/types.ts';
import { CHAT, RESULT, read, user } from './read-body.ts';

const TABLE: readonly (readonly [string, Endpoint | WireFormat, unknown, object | null])[] = [
  [
    'chat',
    CHAT,
    {
      model: 'm',
      messages: [
        { role: 'system', content: 's' },
        user('one'),
        { role: 'assistant', content: 'a' },
        user('two'),
        { role: 'tool', content: 'x' },
      ],
    },
    { model: 'm', prompt: 'two' },
  ],
  [
    'chat, streamed',
    CHAT,
    { messages: [user('one')], model: 'm', stream: true },
    { model: 'm', prompt: 'one', stream: true },
  ],
  [
    'chat, parts',
    CHAT,
    {
      model: 'm',
      messages: [
        user([
          { type: 'text', text: 'look' },
          { type: 'image_url', image_url: { url: 'u' } },
          { type: 'input_audio' },
          { type: 'file' },
          { type: 'text', text: 'now' },
        ]),
      ],
    },
    { model: 'm', prompt: 'look\n[image]\n[audio]\n[file]\nnow' },
  ],
  ['chat without a user', CHAT, { model: 'm', messages: [{ role: 'system', content: 's' }] }, { model: 'm' }],
  [
    'chat of a deployment',
    { format: 'openai-chat', model: 'dep' },
    { messages: [user('one')] },
    { model: 'dep', prompt: 'one' },
  ],
  [
    "a Mistral agent's chat",
    CHAT,
    { agent_id: 'ag', messages: [user('one')] },
    { model: 'ag', prompt: 'one' },
  ],
  ["a program's own messages", 'anthropic', { text: 'hello', to: 'me' }, null],
  ["a program's own chat", 'ollama', { id: 'c', messages: [user('one')] }, null],
  ['a model alone', CHAT, { model: 'm' }, null],
  ['a model that is none', CHAT, { model: { a: 1 }, messages: [] }, null],
  ['messages that are a number', CHAT, { model: 'm', messages: 3 }, null],
  ['a list', CHAT, [{ model: 'm', messages: [] }], null],
  ['no JSON', CHAT, 'model=m&messages=1', null],
  ['broken JSON', CHAT, '{"model":"m","messages":[}', null],
  ['nothing', CHAT, '', null],
  ['a key __proto__', CHAT, '{"__proto__":{"model":"m","messages":[]}}', null],
  ['completions', 'openai-completions', { model: 'm', prompt: 'one' }, { model: 'm', prompt: 'one' }],
  [
    'completions of a list',
    'openai-completions',
    { model: 'm', prompt: ['one', 'two'] },
    { model: 'm', prompt: 'one' },
  ],
  ['completions of tokens', 'openai-completions', { model: 'm', prompt: [1, 2] }, { model: 'm' }],
  ['embeddings', 'openai-embeddings', { model: 'm', input: 'one' }, { model: 'm', prompt: 'one' }],
  [
    'embeddings of a list',
    'openai-embeddings',
    { model: 'm', input: ['one', 'two'] },
    { model: 'm', prompt: 'one' },
  ],
  [
    'responses',
    'openai-responses',
    { model: 'm', instructions: 'no', input: 'one' },
    { model: 'm', prompt: 'one' },
  ],
  [
    'responses, items',
    'openai-responses',
    {
      model: 'm',
      input: [
        user('one'),
        user([{ type: 'input_text', text: 'two' }, { type: 'input_image' }]),
        { type: 'function_call_output', output: 'x' },
      ],
    },
    { model: 'm', prompt: 'two\n[image]' },
  ],
  ['responses of a stored prompt', 'openai-responses', { prompt: { id: 'pmpt_1' } }, {}],
  [
    'Anthropic: what tools answered is skipped',
    'anthropic',
    {
      model: 'm',
      system: 's',
      messages: [user('do it'), { role: 'assistant', content: [] }, user([RESULT])],
    },
    { model: 'm', prompt: 'do it' },
  ],
  [
    'Anthropic: words beside the answer of a tool',
    'anthropic',
    {
      model: 'm',
      messages: [user('one'), user([RESULT, { type: 'text', text: 'two' }, { type: 'document' }])],
    },
    { model: 'm', prompt: 'two\n[document]' },
  ],
  [
    'Anthropic on Vertex',
    { format: 'anthropic', model: 'claude', stream: true },
    { anthropic_version: 'vertex', messages: [user('one')] },
    { model: 'claude', prompt: 'one', stream: true },
  ],
  [
    'Gemini',
    { format: 'gemini', model: 'g', stream: false },
    {
      contents: [
        { role: 'user', parts: [{ text: 'one' }, { inlineData: { mimeType: 'image/png', data: 'x' } }] },
        { role: 'model', parts: [{ text: 'a' }] },
        { role: 'user', parts: [{ functionResponse: { name: 'f' } }] },
      ],
      systemInstruction: { parts: [{ text: 's' }] },
    },
    { model: 'g', prompt: 'one\n[image]', stream: false },
  ],
  [
    'Gemini without a role',
    { format: 'gemini', model: 'g' },
    { contents: [{ parts: [{ text: 'one' }] }] },
    { model: 'g', prompt: 'one' },
  ],
  [
    'Gemini, one message',
    { format: 'gemini', model: 'g' },
    { contents: { parts: [{ text: 'one' }] } },
    { model: 'g', prompt: 'one' },
  ],
  [
    'Gemini to embed',
    { format: 'gemini', model: 'e' },
    { content: { parts: [{ text: 'one' }] } },
    { model: 'e', prompt: 'one' },
  ],
  [
    'Gemini to embed several',
    { format: 'gemini', model: 'e' },
    {
      requests: [
        { model: 'models/e', content: { parts: [{ text: 'one' }] } },
        { content: { parts: [{ text: 'two' }] } },
      ],
    },
    { model: 'e', prompt: 'one' },
  ],
  [
    'Code Assist',
    { format: 'gemini', stream: true },
    { model: 'g', request: { contents: [{ role: 'user', parts: [{ text: 'one' }] }] } },
    { model: 'g', prompt: 'one', stream: true },
  ],
  [
    'Bedrock converse',
    { format: 'bedrock-converse', model: 'c', stream: true },
    {
      messages: [
        user([{ text: 'one' }, { image: {} }]),
        user([{ toolResult: { content: [{ text: 'x' }] } }]),
      ],
    },
    { model: 'c', prompt: 'one\n[image]', stream: true },
  ],
  [
    'Bedrock invoke, Titan',
    { format: 'bedrock-invoke', model: 't' },
    { inputText: 'one' },
    { model: 't', prompt: 'one' },
  ],
  [
    'Bedrock invoke, Llama',
    { format: 'bedrock-invoke', model: 't' },
    { prompt: 'one' },
    { model: 't', prompt: 'one' },
  ],
  [
    'Bedrock invoke, Cohere',
    { format: 'bedrock-invoke', model: 't' },
    { message: 'one', chat_history: [] },
    { model: 't', prompt: 'one' },
  ],
  [
    'Ollama chat',
    'ollama',
    { model: 'm', messages: [{ role: 'user', content: 'one', images: ['x'] }] },
    { model: 'm', prompt: 'one\n[image]', stream: true },
  ],
  [
    'Ollama generate',
    'ollama',
    { model: 'm', prompt: 'one', stream: false },
    { model: 'm', prompt: 'one', stream: false },
  ],
  ['Ollama embed', 'ollama', { model: 'm', input: ['one'] }, { model: 'm', prompt: 'one' }],
  [
    'Cohere',
    'cohere',
    { model: 'm', messages: [user('one')], stream: true },
    { model: 'm', prompt: 'one', stream: true },
  ],
];

for (const [title, at, body, expected] of TABLE) {
  const endpoint = typeof at === 'string' ? { format: at } : at;
  test(`the request of ${title} is understood`, () => assert.deepEqual(read(endpoint, body), expected));
  if (typeof body !== 'object' || Array.isArray(body)) continue;
  const padding = {
    x: 'a\\"[{ \u00e9'.repeat(120_000),
    y: [{ model: 'no', role: 'user', messages: [user('no')] }, '\\'],
  };
  test(`the request of ${title} is understood where it is long`, () => {
    assert.deepEqual(read(endpoint, { ...padding, ...body }), expected);
    assert.deepEqual(read(endpoint, { ...body, ...padding }), expected);
  });
}
