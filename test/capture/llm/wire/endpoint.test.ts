import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readEndpoint } from '../../../../src/capture/llm/wire/endpoint.ts';
import { isModelPath } from '../../../../src/capture/llm/wire/model-path.ts';
import type { Endpoint } from '../../../../src/capture/llm/wire/types.ts';

const MODEL = 'arn:aws:bedrock:us-east-1:1:inference-profile/eu.anthropic.claude-x-v1:0';

const CALLS: readonly (readonly [string, Endpoint])[] = [
  ['/v1/chat/completions', { format: 'openai-chat' }],
  ['/chat/completions?a=b', { format: 'openai-chat' }],
  ['/v1/chat/completions/', { format: 'openai-chat' }],
  ['/v1/chat/completions#x', { format: 'openai-chat' }],
  ['http://127.0.0.1:8080/v1/chat/completions', { format: 'openai-chat' }],
  ['/openai/v1/chat/completions', { format: 'openai-chat' }],
  [
    '/openai/deployments/my%20gpt/chat/completions?api-version=2024-10-21',
    { format: 'openai-chat', model: 'my gpt' },
  ],
  ['/openai/deployments/e/embeddings', { format: 'openai-embeddings', model: 'e' }],
  ['/v1/completions', { format: 'openai-completions' }],
  ['/v1/fim/completions', { format: 'openai-completions' }],
  ['/v1/responses', { format: 'openai-responses' }],
  ['/v1/embeddings', { format: 'openai-embeddings' }],
  ['/v1/messages', { format: 'anthropic' }],
  ['/v1/messages?beta=true', { format: 'anthropic' }],
  [
    '/v1/projects/p/locations/l/publishers/anthropic/models/claude-x@1:rawPredict',
    { format: 'anthropic', model: 'claude-x@1', stream: false },
  ],
  [
    '/v1/projects/p/locations/l/publishers/anthropic/models/claude-x:streamRawPredict',
    { format: 'anthropic', model: 'claude-x', stream: true },
  ],
  [
    '/v1/projects/p/locations/l/publishers/mistralai/models/m:rawPredict',
    { format: 'openai-chat', model: 'm', stream: false },
  ],
  ['/v1beta/models/gemini-x:generateContent', { format: 'gemini', model: 'gemini-x', stream: false }],
  ['/v1beta/models/gemini-x:generateContent/', { format: 'gemini', model: 'gemini-x', stream: false }],
  [
    '/v1beta/models/gemini-x:streamGenerateContent?alt=sse',
    { format: 'gemini', model: 'gemini-x', stream: true },
  ],
  ['/v1beta/tunedModels/mine:generateContent', { format: 'gemini', model: 'mine', stream: false }],
  ['/v1beta/models/models%2Fg%20x:generateContent', { format: 'gemini', model: 'g x', stream: false }],
  ['/v1/models/%E0%A4:generateContent', { format: 'gemini', model: '%E0%A4', stream: false }],
  ['/v1beta/models/e:embedContent', { format: 'gemini', model: 'e', stream: false }],
  ['/v1beta/models/e:batchEmbedContents', { format: 'gemini', model: 'e', stream: false }],
  ['/v1internal:streamGenerateContent?alt=sse', { format: 'gemini', stream: true }],
  [
    '/v1/projects/p/locations/l/publishers/google/models/gemini-x:generateContent',
    { format: 'gemini', model: 'gemini-x', stream: false },
  ],
  ['/model/a.b-v1%3A0/converse', { format: 'bedrock-converse', model: 'a.b-v1:0', stream: false }],
  ['/model/a.b-v1:0/converse-stream', { format: 'bedrock-converse', model: 'a.b-v1:0', stream: true }],
  [`/model/${encodeURIComponent(MODEL)}/invoke`, { format: 'bedrock-invoke', model: MODEL, stream: false }],
  [`/model/${MODEL}/invoke-with-response-stream`, { format: 'bedrock-invoke', model: MODEL, stream: true }],
  ['/api/chat', { format: 'ollama' }],
  ['/api/generate', { format: 'ollama' }],
  ['/api/embed', { format: 'ollama' }],
  ['/v2/chat', { format: 'cohere' }],
];

for (const [path, expected] of CALLS) {
  test(`the address ${path} is one of a model`, () => {
    assert.deepEqual([readEndpoint(path), isModelPath(path)], [expected, true]);
  });
}

const OTHERS: readonly string[] = [
  '',
  '/',
  '*',
  '/v1/models',
  '/v1/messages/count_tokens',
  '/v1/messages/batches',
  '/v1/chat/completions/abc',
  '/v1/responses/resp_1',
  '/xchat',
  '/api/chats',
  '/mymessages',
  '/v1beta/models/gemini-x:countTokens',
  '/v1beta/models/gemini-x:generateContents',
  '/model/a/converse/b',
  '/?next=/api/chatter',
  `/${'a/'.repeat(5_000)}`,
];

for (const path of OTHERS) {
  test(`the address ${path.slice(0, 40)} is none of a model`, () => {
    assert.deepEqual([readEndpoint(path), isModelPath(path)], [undefined, false]);
  });
}

test('what only resembles the address of a model on a second look is none', () => {
  for (const path of [
    '/invoke',
    '/a/converse',
    '/x:rawPredict',
    '/go?to=/api/chat',
    '/publishers/x/models/y:rawPredict',
  ])
    assert.equal(readEndpoint(path), undefined, path);
});
