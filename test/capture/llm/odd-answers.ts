import type { ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { TEXT } from './server/scenarios.ts';

/** An answer that no provider documents, and what the event of it says. */
export interface OddAnswer {
  send(response: ServerResponse): void;
  readonly tokens?: readonly [input: number | null, output: number | null, total: number | null];
  /** `null` (also where it is missing): the event knows of no response. */
  readonly response?: string | null;
  readonly error?: { readonly type: string; readonly msg: string; readonly status?: number };
  /** What differs between clients is not compared. */
  readonly isAnyError?: true;
}

const SAID = TEXT.join('');
const message = (content: unknown): object => ({
  choices: [{ index: 0, message: { role: 'assistant', content } }],
});
const usage = (prompt_tokens: unknown, completion_tokens: unknown, total_tokens?: unknown): object => ({
  usage: { prompt_tokens, completion_tokens, total_tokens },
});
const event = (value: unknown): string =>
  `data: ${typeof value === 'string' ? value : JSON.stringify(value)}\n\n`;
const delta = (content: unknown): object => ({ choices: [{ index: 0, delta: { content } }] });

function answer(
  body: string | Buffer,
  type = 'application/json',
  more: Record<string, string> = {},
  status = 200,
) {
  return (response: ServerResponse): void => {
    response.writeHead(status, { 'content-type': type, ...more }).end(body);
  };
}

const asJson = (value: unknown): ((response: ServerResponse) => void) => answer(JSON.stringify(value));
const asEvents = (...events: string[]): ((response: ServerResponse) => void) =>
  answer(events.join(''), 'text/event-stream');
const WHOLE = { ...message(SAID), ...usage(7, 5, 12) };

/** Every odd answer by the model's name. */
export const ODD: Readonly<Record<string, OddAnswer>> = {
  'usage of strings': { send: asJson({ ...message(SAID), ...usage('12', '7', '19') }), response: SAID },
  'usage of negatives': { send: asJson({ ...message(SAID), ...usage(-1, -7, -8) }), response: SAID },
  'usage of fractions': {
    send: asJson({ ...message(SAID), ...usage(1.5, 2.5, 4) }),
    response: SAID,
    tokens: [null, null, 4],
  },
  'usage beyond numbers': {
    send: answer(
      '{"choices":[],"usage":{"prompt_tokens":1e999,"completion_tokens":9007199254740993,"total_tokens":-0}}',
    ),
    tokens: [null, null, 0],
  },
  'usage of objects': { send: asJson({ ...message(SAID), ...usage({}, [3], true) }), response: SAID },
  'usage half known': {
    send: asJson({ ...message(SAID), ...usage(7, 'many') }),
    response: SAID,
    tokens: [7, null, null],
  },
  'usage as text': { send: asJson({ ...message(SAID), usage: 'none' }), response: SAID },
  'usage as list': { send: asJson({ ...message(SAID), usage: [1, 2, 3] }), response: SAID },
  'usage inherited': {
    send: answer(
      '{"choices":[],"__proto__":{"usage":{"prompt_tokens":5,"completion_tokens":5}},"constructor":1}',
    ),
  },
  'null answer': { send: answer('null') },
  'number answer': { send: answer('7') },
  'text answer': { send: answer('"text"') },
  'list answer': { send: answer('[null, 1, []]') },
  'empty answer': { send: answer('') },
  'no content': { send: (response) => void response.writeHead(204).end() },
  'half answer': { send: answer('{"choices": [{"message": {"content": "The'), response: 'The' },
  'choices of nulls': {
    send: asJson({ choices: [null, 1, {}, { message: null }, { delta: 3 }], ...usage(7, 5) }),
    tokens: [7, 5, 12],
  },
  'choices no list': {
    send: asJson({ choices: { 0: { message: { content: 'x' } } }, ...usage(7, 5) }),
    tokens: [7, 5, 12],
  },
  'content no text': { send: asJson({ ...message({ deep: [1] }), ...usage(7, 5) }), tokens: [7, 5, 12] },
  'page in place of an answer': { send: answer('<html>no</html>', 'text/html') },
  'answer of another type': {
    send: answer(JSON.stringify(WHOLE), 'text/html'),
    tokens: [7, 5, 12],
    response: SAID,
  },
  'answer of no type': {
    send: (response) => void response.writeHead(200).end(JSON.stringify(WHOLE)),
    tokens: [7, 5, 12],
    response: SAID,
  },
  'invalid UTF-8': {
    send: answer(Buffer.from(JSON.stringify({ ...message('a\u00ff\u00feb'), ...usage(7, 5) }), 'latin1')),
    tokens: [7, 5, 12],
    response: 'a\ufffd\ufffdb',
  },
  'deep answer': {
    send: answer(`{"deep":${'['.repeat(50_000)}${']'.repeat(50_000)},${JSON.stringify(WHOLE).slice(1)}`),
    tokens: [7, 5, 12],
    response: SAID,
  },
  'twice the same key': {
    send: answer('{"usage":{"prompt_tokens":1,"prompt_tokens":2,"completion_tokens":3}}'),
    tokens: [2, 3, 5],
  },
  'events that are none': {
    send: asEvents('\n\n', ':\n', 'nonsense\n\n', 'data\n\n', 'data:\n\n', 'data: {\n\n', event('[DONE]')),
  },
  'events with ids': {
    send: asEvents(
      'retry: 5\n',
      'id: 7\n',
      event(delta(SAID)),
      'event: x\nid: 8\n',
      event({ choices: [], ...usage(7, 5) }),
      event('[DONE]'),
    ),
    tokens: [7, 5, 12],
    response: SAID,
  },
  'events without spaces, ended by \\r': {
    send: asEvents(
      ...[delta(SAID), { choices: [], ...usage(7, 5) }].map((value) => `data:${JSON.stringify(value)}\r\r`),
      'data:[DONE]\r\r',
    ),
    tokens: [7, 5, 12],
    response: SAID,
  },
  'events on several lines': {
    send: asEvents(
      `data: {"choices":[],\ndata: ${JSON.stringify(usage(7, 5)).slice(1)}\n\n`,
      event('[DONE]'),
    ),
    tokens: [7, 5, 12],
  },
  'events behind a mark': {
    send: asEvents('\ufeff', event({ ...delta(SAID), ...usage(7, 5) }), event('[DONE]')),
    tokens: [7, 5, 12],
    response: SAID,
  },
  'events without an end': {
    send: asEvents(event(delta(SAID)), `data: ${JSON.stringify({ choices: [], ...usage(7, 5) })}`),
    tokens: [7, 5, 12],
    response: SAID,
  },
  'events that count twice': {
    send: asEvents(
      event({ ...delta('a'), ...usage(1, 1) }),
      event({ ...delta('b'), ...usage(7, 5) }),
      event('[DONE]'),
    ),
    tokens: [7, 5, 12],
    response: 'ab',
  },
  'many events': {
    send: asEvents(
      ...Array.from({ length: 20_000 }, () => event(delta('ab'))),
      event({ choices: [], ...usage(7, 5) }),
      event('[DONE]'),
    ),
    tokens: [7, 5, 12],
    response: 'ab'.repeat(20_000),
  },
  'events as JSON': {
    send: answer(event({ ...delta(SAID), ...usage(7, 5) }) + event('[DONE]'), 'application/json'),
    tokens: [7, 5, 12],
    response: SAID,
  },
  'a line that never ends': {
    send(response) {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      for (let i = 0; i < 24; i += 1) response.write(`data: ${'x'.repeat(1 << 20)}`);
      response.end();
    },
  },
  'plain text said to be gzip': {
    send: answer(JSON.stringify(WHOLE), 'application/json', { 'content-encoding': 'gzip' }),
    isAnyError: true,
  },
  'half of a gzip': {
    send: answer(gzipSync(JSON.stringify(WHOLE)).subarray(0, -12), 'application/json', {
      'content-encoding': 'gzip',
    }),
    response: SAID,
    isAnyError: true,
  },
  'gzip twice': {
    send: answer(gzipSync(gzipSync(JSON.stringify(WHOLE))), 'application/json', {
      'content-encoding': 'gzip, gzip',
    }),
    tokens: [7, 5, 12],
    response: SAID,
  },
  'an unknown encoding': {
    send: answer(JSON.stringify(WHOLE), 'application/json', { 'content-encoding': 'x-snappy' }),
    isAnyError: true,
  },
  'a gzip that grows': {
    send: answer(gzipSync(`{"a":"${'0'.repeat(100 << 20)}"}`, { level: 1 }), 'application/json', {
      'content-encoding': 'gzip',
    }),
  },
  'hints before the answer': {
    send(response) {
      response.writeEarlyHints({ link: '</x>; rel=preload' });
      answer(JSON.stringify(WHOLE))(response);
    },
    tokens: [7, 5, 12],
    response: SAID,
  },
  'trailers behind the answer': {
    send(response) {
      response.writeHead(200, { 'content-type': 'application/json', trailer: 'x-end' });
      response.write(JSON.stringify(WHOLE));
      response.addTrailers({ 'x-end': 'yes' });
      response.end();
    },
    tokens: [7, 5, 12],
    response: SAID,
  },
  'refusal without a body': {
    send: answer('', 'application/json', {}, 418),
    error: { type: 'HTTP 418', msg: '', status: 418 },
  },
  'refusal in a word': {
    send: answer('{"error":"no"}', 'application/json', {}, 400),
    error: { type: 'HTTP 400', msg: 'no', status: 400 },
  },
  'refusal in a list': {
    send: answer('{"error":[1,{"message":7}],"message":{}}', 'application/json', {}, 400),
    error: { type: 'HTTP 400', msg: '', status: 400 },
  },
  'refusal that never ends': {
    send: answer(
      `{"error":{"type":"long","message":"${'no '.repeat(100_000)}"}}`,
      'application/json',
      {},
      400,
    ),
    error: { type: 'long', msg: 'no '.repeat(100_000).slice(0, 200), status: 400 },
  },
};
