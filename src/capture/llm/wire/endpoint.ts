import { exec, indexOf, lastIndexOf, slice } from '../../../base/held.ts';
import type { Endpoint, WireFormat } from './types.ts';

const decode: (text: string) => string = decodeURIComponent;

const PLAIN =
  /\/(chat\/completions|completions|responses|embeddings|messages|api\/chat|api\/generate|api\/embed|v2\/chat)$/;
const PLAIN_FORMATS: Readonly<Record<string, WireFormat>> = {
  'chat/completions': 'openai-chat',
  completions: 'openai-completions',
  responses: 'openai-responses',
  embeddings: 'openai-embeddings',
  messages: 'anthropic',
  'api/chat': 'ollama',
  'api/generate': 'ollama',
  'api/embed': 'ollama',
  'v2/chat': 'cohere',
};
const BEDROCK = /\/model\/(.+)\/(converse|converse-stream|invoke|invoke-with-response-stream)$/;
/** Azure names the model's deployment in the path. */
const DEPLOYMENT = /\/deployments\/([^/]+)\/[a-z/]+$/;
const GOOGLE = /(?:\/publishers\/([^/]+))?(?:\/models)?\/([^/:]+):([A-Za-z]+)$/;

/**
 * What the address of a request says, by the path's end, whatever the host; undefined where no model is called under such an
 * address. A few paths (`/messages`, `/responses`, `/api/chat` …) are also those of other programs: the body decides there.
 */
export function readEndpoint(path: string): Endpoint | undefined {
  const bare = bareOf(path);
  const plain = exec(PLAIN, bare)?.[1];
  if (plain !== undefined) {
    const format = PLAIN_FORMATS[plain];
    if (format === undefined) return undefined;
    const deployment = exec(DEPLOYMENT, bare)?.[1];
    return deployment === undefined ? { format } : { format, model: decoded(deployment) };
  }
  const bedrock = exec(BEDROCK, bare);
  if (bedrock !== null) {
    const verb = bedrock[2] ?? '';
    const stream = indexOf(verb, 'stream') !== -1;
    const format = indexOf(verb, 'converse') === 0 ? 'bedrock-converse' : 'bedrock-invoke';
    return { format, model: decoded(bedrock[1] ?? ''), stream };
  }
  return readGoogle(bare);
}

function readGoogle(path: string): Endpoint | undefined {
  const match = exec(GOOGLE, path);
  if (match === null) return undefined;
  const publisher = match[1];
  const name = decoded(match[2] ?? '');
  const verb = match[3];
  const stream = verb === 'streamGenerateContent' || verb === 'streamRawPredict';
  if (isGeminiVerb(verb)) {
    // Code Assist names the model in the body.
    if (indexOf(name, 'v1internal') === 0) return { format: 'gemini', stream };
    return { format: 'gemini', model: slice(name, lastIndexOf(name, '/') + 1), stream };
  }
  if (verb !== 'rawPredict' && verb !== 'streamRawPredict') return undefined;
  if (publisher === 'anthropic') return { format: 'anthropic', model: name, stream };
  if (publisher === 'mistralai') return { format: 'openai-chat', model: name, stream };
  return undefined;
}

function isGeminiVerb(verb: string | undefined): boolean {
  switch (verb) {
    case 'generateContent':
    case 'streamGenerateContent':
    case 'embedContent':
    case 'batchEmbedContents':
      return true;
    default:
      return false;
  }
}

function bareOf(path: string): string {
  let end = path.length;
  const query = indexOf(path, '?');
  if (query !== -1) end = query;
  const fragment = indexOf(path, '#');
  if (fragment !== -1 && fragment < end) end = fragment;
  if (end > 1 && path[end - 1] === '/') end--;
  return slice(path, 0, end);
}

function decoded(part: string): string {
  try {
    return decode(part);
  } catch {
    return part;
  }
}
