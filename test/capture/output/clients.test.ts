import assert from 'node:assert/strict';
import { test } from 'node:test';
import OpenAI from 'openai';
import { captureOutput } from '../../../src/capture/output/capture-output.ts';
import { createToolCalls } from '../../../src/capture/output/tool-calls.ts';

const events: unknown[] = [];
const { call } = createToolCalls({
  session: () => undefined,
  write: ({ tool, stdout, exit_code, error }) =>
    `tool_${events.push([tool, stdout, exit_code, ...(error === undefined ? [] : [error])])}`,
});
const take = (): unknown[] => events.splice(0);

const TYPES = { 'content-type': 'application/json', 'x-request-id': 'req_1' };
const STREAM = 'data: {"choices":[{"delta":{"content":"hi"}}]}\n\ndata: [DONE]\n\n';
const openai = new OpenAI({
  apiKey: 'none',
  maxRetries: 0,
  fetch: async (_url, init) => {
    const { stream, user } = JSON.parse(String(init?.body));
    console.log('asked');
    if (user === 'refused')
      return new Response('{"error":{"message":"slow down"}}', { status: 429, headers: TYPES });
    return stream === true
      ? new Response(STREAM, { headers: { 'content-type': 'text/event-stream' } })
      : new Response('{"id":"c1","choices":[{"message":{"content":"hi"}}]}', { headers: TYPES });
  },
});
const request = { model: 'gpt-4', messages: [{ role: 'user' as const, content: 'Say hi' }] };
const create = () => openai.chat.completions.create(request);

test("the OpenAI client's promise does under toolCall all that it does", async () => {
  assert.equal((await call('await', create))._request_id, 'req_1');
  assert.equal((await call('withResponse', create).withResponse()).response.status, 200);
  assert.equal((await call('asResponse', create).asResponse()).status, 200);
  assert.equal((await call('catch', create).catch(() => undefined))?.id, 'c1');
  assert.equal((await call('finally', create).finally(() => {})).id, 'c1');
  assert.equal((await call('async', async () => await create())).id, 'c1');
  assert.deepEqual(
    take(),
    ['await', 'withResponse', 'asResponse', 'catch', 'finally', 'async'].map((name) => [name, 'asked\n', 0]),
  );
});

test("the OpenAI client's stream and its errors come through toolCall as they are", async () => {
  const stream = await call('stream', () => openai.chat.completions.create({ ...request, stream: true }));
  const words: unknown[] = [];
  for await (const chunk of stream) words.push(chunk.choices[0]?.delta.content);
  assert.deepEqual([words, stream.controller instanceof AbortController], [['hi'], true]);
  await assert.rejects(
    async () => await call('refused', () => openai.chat.completions.create({ ...request, user: 'refused' })),
    OpenAI.RateLimitError,
  );
  assert.deepEqual(take(), [
    ['stream', 'asked\n', 0],
    ['refused', 'asked\n', 1, 'RateLimitError: 429 slow down'],
  ]);
});

test("captureOutput gives a promise for the OpenAI client's own", async () => {
  const { result, stdout, stderr } = await captureOutput(create);
  assert.deepEqual([result.id, stdout, stderr], ['c1', 'asked\n', '']);
  await assert.rejects(
    captureOutput(() => openai.chat.completions.create({ ...request, user: 'refused' })),
    OpenAI.RateLimitError,
  );
});
