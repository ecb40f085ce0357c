import assert from 'node:assert/strict';
import { test } from 'node:test';
import Anthropic from '@anthropic-ai/sdk';
import OpenAI from 'openai';
import { createLlmCalls } from '../../../src/capture/llm/llm-call.ts';
import type { Payloads } from '../../../src/session/types.ts';

const events: Payloads['llm_call'][] = [];
const { run } = createLlmCalls({
  contextSession: () => undefined,
  write: (payload) => `llm_${events.push(payload)}`,
});
const answer = (status: number, type: string, body: string): Response =>
  new Response(body, { status, headers: { 'content-type': type, 'x-request-id': 'req_1' } });
const messages = [{ role: 'user' as const, content: 'Say hi' }];
const request = { model: 'gpt-4', messages };
const openai = new OpenAI({
  apiKey: 'none',
  maxRetries: 0,
  fetch: async (_url, init) => {
    const { stream, user } = JSON.parse(String(init?.body));
    if (user === 'refused') return answer(429, 'application/json', '{"error":{"message":"slow down"}}');
    return stream === true
      ? answer(200, 'text/event-stream', 'data: {"choices":[{"delta":{"content":"hi"}}]}\n\ndata: [DONE]\n\n')
      : answer(200, 'application/json', '{"id":"c1","choices":[{"message":{"content":"hi"}}]}');
  },
});

/** What the calls since the last time left. */
function take(): unknown[] {
  return events
    .splice(0)
    .map(({ model, prompt, response, error }) => [
      model,
      prompt.v,
      response.v ?? null,
      ...(error ? [error] : []),
    ]);
}

test("the OpenAI client's promise does under llmCall all that it does", async () => {
  const create = () => run('gpt-4', messages, () => openai.chat.completions.create(request));
  assert.equal((await create())._request_id, 'req_1');
  assert.equal((await create().withResponse()).response.status, 200);
  assert.equal(
    await (await create().asResponse()).text(),
    '{"id":"c1","choices":[{"message":{"content":"hi"}}]}',
  );
  assert.equal((await create().catch(() => undefined))?.id, 'c1');
  assert.deepEqual(take(), Array(4).fill(['gpt-4', 'Say hi', null]));
});

test("the OpenAI client's stream and its errors come through llmCall as they are", async () => {
  const stream = await run('gpt-4', 'p', () => openai.chat.completions.create({ ...request, stream: true }));
  const words: unknown[] = [];
  for await (const chunk of stream) words.push(chunk.choices[0]?.delta.content);
  assert.deepEqual([words, stream.controller instanceof AbortController], [['hi'], true]);
  await assert.rejects(
    async () =>
      await run('gpt-4', 'p', () => openai.chat.completions.create({ ...request, user: 'refused' })),
    OpenAI.RateLimitError,
  );
  assert.deepEqual(take(), [
    ['gpt-4', 'p', null],
    ['gpt-4', 'p', null, { type: 'RateLimitError', msg: '429 slow down', status: 429 }],
  ]);
});

test('an answer of the Anthropic client can be set as it is', async () => {
  const client = new Anthropic({
    apiKey: 'none',
    fetch: async () =>
      answer(
        200,
        'application/json',
        '{"type":"message","content":[{"type":"text","text":"Hi"}],"usage":{}}',
      ),
  });
  await run('claude', messages, async (call) => {
    call.response = await client.messages.create({ model: 'claude', max_tokens: 9, messages });
  });
  assert.deepEqual(take(), [['claude', 'Say hi', 'Hi']]);
});
