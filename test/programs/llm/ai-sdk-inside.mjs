// Calls of the AI SDK inside calls that the program tells of by hand, and in a session of their own.
import { generateText, streamText } from 'ai';
import { MockLanguageModelV4, simulateReadableStream } from 'ai/test';
import { llmCall, runSession } from '../../../dist/index.js';

const usage = { inputTokens: { total: 11, cacheRead: 4 }, outputTokens: { total: 3 } };
const finishReason = { unified: 'stop', raw: 'stop' };
const chunks = [
  { type: 'stream-start', warnings: [] },
  { type: 'text-start', id: '1' },
  { type: 'text-delta', id: '1', delta: 'streamed' },
  { type: 'text-end', id: '1' },
  { type: 'finish', finishReason, usage },
];
const model = new MockLanguageModelV4({
  modelId: 'inner',
  doGenerate: async () => ({ content: [{ type: 'text', text: 'whole' }], finishReason, usage, warnings: [] }),
  doStream: async () => ({ stream: simulateReadableStream({ chunks }) }),
});

console.log(await llmCall('outer', 'by hand', async () => (await generateText({ model, prompt: 'not this' })).text));
console.log(
  await llmCall('outer', 'by hand, streamed', async () => {
    let text = '';
    for await (const part of streamText({ model, prompt: 'not this' }).textStream) text += part;
    return text;
  }),
);
await runSession('inner', 'a task', () => generateText({ model, prompt: 'in a session' }));
