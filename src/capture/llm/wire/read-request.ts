import { slice } from '../../../base/held.ts';
import { MAX_NAME_CHARS } from '../../../base/limits.ts';
import { field, isRecord, itemsOf, textField } from './json-field.ts';
import type { LongText } from './long-text.ts';
import { parseJson } from './parse-json.ts';
import { contentText, lastUserText } from './prompt.ts';
import { sketchLong, sketchText } from './request-sketch.ts';
import type { Endpoint, RequestReading, TextStart } from './types.ts';

/** A body up to this many characters is parsed; a longer one is looked through for what is wanted. */
const MAX_PARSED_CHARS = 65_536;

const NO_CALL: RequestReading = { isCall: false };

/**
 * What a request's body says. Its cost is bounded: a history of five megabytes costs about as much as one of a hundred
 * kilobytes. Of a body beyond 1 MiB, where the user's last words stand in neither of its ends, an earlier word is given.
 */
export function readRequest(endpoint: Endpoint, text: string | LongText): RequestReading {
  if (typeof text !== 'string') {
    const { body, missingChars } = sketchLong(text);
    return readBody(endpoint, body, missingChars);
  }
  return readBody(endpoint, text.length <= MAX_PARSED_CHARS ? parseJson(text) : sketchText(text), 0);
}

function readBody(endpoint: Endpoint, body: unknown, missingChars: number): RequestReading {
  if (!isRecord(body)) return NO_CALL;
  // Code Assist has Gemini's request one level below.
  const request = field(body, 'request');
  const asked = isRecord(request) && endpoint.format === 'gemini' ? request : body;
  if (!isCall(endpoint, asked)) return NO_CALL;
  const reading: { -readonly [K in keyof RequestReading]: RequestReading[K] } = { isCall: true };
  const model = modelOf(endpoint, body);
  if (model !== undefined) reading.model = slice(model, 0, MAX_NAME_CHARS);
  const prompt = promptOf(asked);
  if (prompt !== undefined) reading.prompt = { text: prompt.text, chars: prompt.chars + missingChars };
  const stream = streamOf(endpoint, body);
  if (stream !== undefined) reading.stream = stream;
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
  const messages = field(body, 'messages') ?? field(body, 'contents');
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
