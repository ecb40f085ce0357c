import { putIn, slice } from '../../../base/held.ts';
import { MAX_NAME_CHARS } from '../../../base/limits.ts';
import { field, isRecord, itemsOf, textField } from './json-field.ts';
import type { LongText } from './long-text.ts';
import { parseJson } from './parse-json.ts';
import { contentText, lastUserText } from './prompt.ts';
import { sketchLong } from './request-sketch.ts';
import type { Endpoint, RequestReading, TextStart } from './types.ts';

const NO_CALL: RequestReading = { isCall: false };

/**
 * What a request's body says. A body of 1 MiB costs one to three milliseconds, a longer one, of which only the ends are looked
 * through, less than one. Where the user's last words stand in neither end, an earlier word is given; of one that stands in both,
 * `chars` is not exact.
 */
export function readRequest(endpoint: Endpoint, text: string | LongText): RequestReading {
  if (typeof text !== 'string') {
    const { body, missingChars } = sketchLong(text);
    return readBody(endpoint, body, missingChars);
  }
  return readBody(endpoint, parseJson(text), 0);
}

function readBody(endpoint: Endpoint, body: unknown, missingChars: number): RequestReading {
  if (!isRecord(body)) return NO_CALL;
  // Code Assist has Gemini's request one level below.
  const request = field(body, 'request');
  const asked = isRecord(request) && endpoint.format === 'gemini' ? request : body;
  if (!isCall(endpoint, asked)) return NO_CALL;
  const model = modelOf(endpoint, body);
  const prompt = promptOf(asked);
  const stream = streamOf(endpoint, body);
  const reading: RequestReading = { isCall: true };
  if (model !== undefined) putIn(reading, 'model', slice(model, 0, MAX_NAME_CHARS));
  if (prompt !== undefined)
    putIn(reading, 'prompt', { text: prompt.text, chars: prompt.chars + missingChars });
  if (stream !== undefined) putIn(reading, 'stream', stream);
  return reading;
}

/** Azure's path names a deployment, and the body may name the model; the other paths that name a model are right. */
function modelOf(endpoint: Endpoint, body: unknown): string | undefined {
  const named = textField(body, 'model') ?? textField(body, 'agent_id');
  return endpoint.format === 'openai-chat' || endpoint.format === 'openai-responses'
    ? (named ?? endpoint.model)
    : (endpoint.model ?? named);
}

function isCall(endpoint: Endpoint, body: unknown): boolean {
  switch (endpoint.format) {
    case 'gemini':
    case 'bedrock-converse':
    case 'bedrock-invoke':
      return true;
    case 'openai-responses':
      // A prompt that OpenAI stores names its own model and may be all of the request.
      if (textField(field(body, 'prompt'), 'id') !== undefined) return true;
      break;
    default:
  }
  if (modelOf(endpoint, body) === undefined) return false;
  return given(body, 'messages') || given(body, 'input') || given(body, 'prompt');
}

function given(body: unknown, key: string): boolean {
  const value = field(body, key);
  return typeof value === 'string' || (typeof value === 'object' && value !== null);
}

function promptOf(body: unknown): TextStart | undefined {
  const messages =
    field(body, 'messages') ??
    field(body, 'contents') ??
    // What Gemini is to embed.
    field(body, 'content') ??
    field(itemsOf(field(body, 'requests'))[0], 'content');
  if (messages !== undefined) {
    return typeof messages === 'string' ? contentText(messages) : lastUserText(messages);
  }
  const input = field(body, 'input');
  // A list of texts to embed, or of a conversation's items.
  if (typeof input === 'object' && input !== null) {
    const first = itemsOf(input)[0];
    return typeof first === 'string' ? contentText(first) : lastUserText(input);
  }
  const prompt = input ?? field(body, 'prompt') ?? field(body, 'inputText') ?? field(body, 'message');
  if (typeof prompt === 'string') {
    const said = contentText(prompt);
    const images = itemsOf(field(body, 'images'));
    return said ?? (images.length > 0 ? contentText('[image]') : undefined);
  }
  const first = itemsOf(prompt ?? field(body, 'texts'))[0];
  return typeof first === 'string' ? contentText(first) : undefined;
}

function streamOf(endpoint: Endpoint, body: unknown): boolean | undefined {
  if (endpoint.stream !== undefined) return endpoint.stream;
  const stream = field(body, 'stream');
  if (typeof stream === 'boolean') return stream;
  // Ollama streams unless told otherwise; its embeddings never.
  const streams = endpoint.format === 'ollama' && field(body, 'input') === undefined;
  return streams ? true : undefined;
}
