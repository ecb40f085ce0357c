// Calls that no network shows, or of which it shows too little.
import { createOpenAI } from '@ai-sdk/openai';
import { embed, generateText, jsonSchema, stepCountIs, streamText, tool } from 'ai';
import { MockEmbeddingModelV4, MockLanguageModelV4, simulateReadableStream } from 'ai/test';
import { abortSoon, collect, tell } from './tell.cjs';

const server = process.env.MODEL_SERVER;
const apiKey = process.env.TEST_SECRET;
const usage = {
  inputTokens: { total: 120, noCache: 56, cacheRead: 64, cacheWrite: undefined },
  outputTokens: { total: 45, text: 37, reasoning: 8 },
};
const finishReason = { unified: 'stop', raw: 'stop' };
const answer = (text, more) => ({
  content: [{ type: 'text', text }],
  finishReason,
  usage,
  warnings: [],
  ...more,
});
const parts = (text) => [
  { type: 'stream-start', warnings: [] },
  { type: 'text-start', id: '1' },
  { type: 'text-delta', id: '1', delta: text },
  { type: 'text-end', id: '1' },
  { type: 'finish', finishReason, usage },
];
const model = (modelId, doGenerate, doStream) => new MockLanguageModelV4({ modelId, doGenerate, doStream });
const generate = async (model, prompt, more) => {
  const { text, usage } = await generateText({ model, prompt, maxRetries: 0, ...more });
  return [text, usage.inputTokens, usage.outputTokens];
};

await tell('embed', async () => {
  const embedding = new MockEmbeddingModelV4({ modelId: 'vectors', doEmbed: { embeddings: [[1, 2]], usage: { tokens: 5 }, warnings: [] } });
  return (await embed({ model: embedding, value: 'embed' })).usage;
});
await tell('whole', () => generate(model('mock', async () => answer('It is 42.')), 'whole'));
await tell('stream', async () => {
  const doStream = async () => ({ stream: simulateReadableStream({ chunks: parts('It is 43.') }) });
  return collect(streamText({ model: model('mock', undefined, doStream), prompt: 'stream' }).textStream);
});
await tell('failed', () =>
  generate(
    model('mock', async () => {
      throw Object.assign(new Error(`no luck with ${apiKey}`), { name: 'BadLuck' });
    }),
    'failed',
  ),
);
await tell('steps', async () => {
  let step = 0;
  const call = { type: 'tool-call', toolCallId: 'c1', toolName: 'look', input: '{}' };
  const doGenerate = async () => {
    step += 1;
    return step === 1 ? answer('', { content: [call], finishReason: { unified: 'tool-calls', raw: 'x' } }) : answer('Seen.');
  };
  const look = tool({ inputSchema: jsonSchema({ type: 'object' }), execute: () => 'a cat' });
  return generate(model('mock', doGenerate), 'steps', { tools: { look }, stopWhen: stepCountIs(2) });
});
await tell('aborted', () =>
  generate(
    model('mock', ({ abortSignal }) => new Promise((_, reject) => abortSignal.addEventListener('abort', () => reject(abortSignal.reason)))),
    'aborted',
    { abortSignal: abortSoon(20) },
  ),
);
await tell('own transport', () => {
  const body = {
    id: 'c1',
    model: 'local-1',
    choices: [{ index: 0, message: { role: 'assistant', content: 'It is 44.' }, finish_reason: 'stop' }],
    usage: { prompt_tokens: 12, completion_tokens: 3, total_tokens: 15 },
  };
  const openai = createOpenAI({ apiKey, fetch: async () => Response.json(body) });
  return generate(openai.chat('local'), 'own transport');
});
await tell('unknown protocol', () =>
  generate(
    model('gateway', async () => answer((await (await fetch(`${server}/v9/infer`, { method: 'POST', body: '{}' })).json()).detail)),
    'unknown protocol',
  ),
);
await tell('uncounted by the network', () =>
  generate(
    model('uncounted', async () => {
      const messages = [{ role: 'user', content: 'uncounted by the network' }];
      const body = JSON.stringify({ model: 'no-usage', messages });
      const response = await fetch(`${server}/v1/chat/completions`, { method: 'POST', body });
      return answer((await response.json()).choices[0].message.content);
    }),
    'uncounted by the network',
  ),
);
await tell('counted by both', () =>
  generate(createOpenAI({ apiKey, baseURL: `${server}/v1` }).chat('ok'), 'counted by both'),
);
await tell('recorded nothing', () =>
  generate(model('silent', async () => answer('It is 45.')), 'recorded nothing', { telemetry: { isEnabled: false } }),
);
await tell('getters', async () => {
  const counts = Object.defineProperty({}, 'total', { enumerable: true, get: () => 7 });
  const given = answer('It is 46.', { usage: { inputTokens: counts, outputTokens: new Proxy({ total: 1 }, {}) } });
  return generate(model('getters', async () => given), 'getters');
});
await tell('parallel', () =>
  Promise.all(
    Array.from({ length: 20 }, (_, i) => generate(model(`ok-${i + 1}`, async () => answer(`${i}`)), 'parallel')),
  ),
);
await tell('stream, unread', async () => {
  const doStream = async () => ({ stream: simulateReadableStream({ chunks: parts('It is 47.') }) });
  const result = streamText({ model: model('unread', undefined, doStream), prompt: 'stream, unread' });
  for await (const _ of result.fullStream) break;
  return 'left';
});
