import assert from 'node:assert/strict';
import { END_BYTES, type LongText, MAX_WHOLE_BYTES } from '../../../../src/capture/llm/wire/long-text.ts';
import { readRequest } from '../../../../src/capture/llm/wire/read-request.ts';
import type { Endpoint } from '../../../../src/capture/llm/wire/types.ts';

export const CHAT: Endpoint = { format: 'openai-chat' };
export const user = (content: unknown): object => ({ role: 'user', content });
export const RESULT: object = {
  type: 'tool_result',
  tool_use_id: 't',
  content: [{ type: 'text', text: 'from the tool' }],
};

/** What is read of a body, the prompt as its text; `null` is no call. */
export function read(endpoint: Endpoint, body: unknown): object | null {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const { isCall, prompt, ...rest } = readRequest(endpoint, bounded(text));
  if (!isCall) {
    assert.deepEqual([prompt, rest], [undefined, {}]);
    return null;
  }
  return prompt === undefined ? rest : { ...rest, prompt: prompt.text };
}

/** A text as it is, or its two ends where it is longer than is read whole. */
export function bounded(text: string): string | LongText {
  const bytes = Buffer.byteLength(text);
  return bytes <= MAX_WHOLE_BYTES
    ? text
    : { head: text.slice(0, END_BYTES), tail: text.slice(-END_BYTES), bytes };
}
