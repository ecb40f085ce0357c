import type { WireFormat } from '../../src/capture/llm/wire/types.ts';
import { awsMessage } from '../capture/llm/wire/read.ts';

/** How a provider streams an answer. */
export interface Dialect {
  readonly format: WireFormat;
  readonly contentType: string;
  /** The values of a stream that says these words and took so many tokens. */
  values(words: readonly string[], input: number, output: number): readonly unknown[];
  /** One value as it stands on the wire; a character for each byte. The end of an event is not part of it. */
  frame(value: unknown): string;
  /** What ends an event. */
  readonly end: string;
}

const SSE = { contentType: 'text/event-stream', frame: sseFrame, end: '\n\n' };
const AWS = { contentType: 'application/vnd.amazon.eventstream', end: '' };
const model = 'model-x';

const anthropic: Dialect = {
  ...SSE,
  format: 'anthropic',
  values: (words, input, output) => [
    { type: 'message_start', message: { model, usage: { input_tokens: input, output_tokens: 1 } } },
    { type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } },
    ...words.map((text) => ({ type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text } })),
    { type: 'message_delta', delta: { stop_reason: 'end_turn' }, usage: { output_tokens: output } },
    { type: 'message_stop' },
  ],
};

/** A stream of each provider. */
export const DIALECTS: readonly Dialect[] = [
  {
    ...SSE,
    format: 'openai-chat',
    values: (words, input, output) => [
      ...words.map((content) => ({
        model,
        choices: [{ index: 0, delta: { content }, finish_reason: null }],
      })),
      { model, choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] },
      {
        model,
        choices: [],
        usage: { prompt_tokens: input, completion_tokens: output, total_tokens: input + output },
      },
      '[DONE]',
    ],
  },
  anthropic,
  {
    ...SSE,
    format: 'openai-responses',
    values: (words, input, output) => [
      { type: 'response.created', response: { model, usage: null } },
      ...words.map((delta) => ({ type: 'response.output_text.delta', output_index: 0, delta })),
      {
        type: 'response.completed',
        response: { model, output: [], usage: { input_tokens: input, output_tokens: output } },
      },
    ],
  },
  {
    ...SSE,
    format: 'gemini',
    values: (words, input, output) => [
      ...words.map((text) => ({ candidates: [{ content: { parts: [{ text }] } }], modelVersion: model })),
      {
        candidates: [{ content: { parts: [] }, finishReason: 'STOP' }],
        usageMetadata: {
          promptTokenCount: input,
          candidatesTokenCount: output,
          totalTokenCount: input + output,
        },
      },
    ],
  },
  {
    ...SSE,
    format: 'cohere',
    values: (words, input, output) => [
      ...words.map((text) => ({
        type: 'content-delta',
        index: 0,
        delta: { message: { content: { text } } },
      })),
      { type: 'message-end', delta: { usage: { tokens: { input_tokens: input, output_tokens: output } } } },
    ],
  },
  {
    format: 'ollama',
    contentType: 'application/x-ndjson',
    values: (words, input, output) => [
      ...words.map((content) => ({ model, message: { role: 'assistant', content }, done: false })),
      {
        model,
        message: { role: 'assistant', content: '' },
        done: true,
        prompt_eval_count: input,
        eval_count: output,
      },
    ],
    frame: (value) => bytesOf(textOf(value)),
    end: '\n',
  },
  {
    ...AWS,
    format: 'bedrock-converse',
    values: (words, input, output) => [
      ...words.map((text) => ({ contentBlockDelta: { delta: { text }, contentBlockIndex: 0 } })),
      { messageStop: { stopReason: 'end_turn' } },
      { metadata: { usage: { inputTokens: input, outputTokens: output } } },
    ],
    frame: (value) => {
      const [name = '', payload] =
        typeof value === 'string' ? ['chunk', value] : (Object.entries(value as object)[0] ?? []);
      return awsFrame(name, textOf(payload));
    },
  },
  {
    ...AWS,
    format: 'bedrock-invoke',
    values: anthropic.values,
    frame: (value) =>
      awsFrame('chunk', JSON.stringify({ bytes: Buffer.from(textOf(value)).toString('base64'), p: 'ab' })),
  },
];

function sseFrame(value: unknown): string {
  const type = (value as { type?: unknown }).type;
  const event = typeof type === 'string' ? `event: ${type}\n` : '';
  return bytesOf(`${event}data: ${textOf(value)}`);
}

function awsFrame(name: string, payload: string): string {
  return awsMessage({ ':message-type': 'event', ':event-type': name }, payload).toString('latin1');
}

/** A text stands for itself, as one that is no JSON. */
function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function bytesOf(text: string): string {
  return Buffer.from(text).toString('latin1');
}
