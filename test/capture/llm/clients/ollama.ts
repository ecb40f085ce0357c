import { BEGINNING, expectedCall as call, expectedParallel } from '../expected-call.ts';
import { ABORTED, LOST } from './broken.ts';
import type { ClientRow } from './row.ts';

/** Ollama counts neither cached input nor reasoning. */
const bare = { cached: null, reasoning: null } as const;
const stream = { stream: true, ...bare } as const;
/** Its errors are a sentence without a type. */
const missing = { type: 'HTTP 404', msg: 'There is no such model.', status: 404 };

export const ollama: ClientRow = {
  client: 'ollama',
  programs: ['ollama.mjs', 'ollama.cjs'],
  calls: [
    call('chat', 'ok', bare),
    call('chat, tools', 'tools', bare),
    call('chat, tools alone', 'silent', bare),
    call('chat, stream', 'ok', stream),
    call('chat, stream, tools', 'tools', stream),
    call('generate', 'plain'),
    call('generate, stream', 'plain', stream),
    call('embed', 'ok', { counts: 'input', response: null, ...bare }),
    call('chat, left early', 'slow', { ...stream, response: BEGINNING }),
    ...['gzip', 'split'].flatMap((flag) => [
      call(`chat, ${flag}`, 'unicode'),
      call(`stream, ${flag}`, 'unicode', stream),
    ]),
    call('chat, missing', 'missing', { error: missing }),
    call('chat, server-error', 'server-error', {
      error: { type: 'HTTP 500', msg: 'Something went wrong here.', status: 500 },
    }),
    call('chat, broken', 'broken', { counts: 'none', error: LOST }),
    call('chat, reset', 'reset', { response: null, error: LOST }),
    call('stream, missing', 'missing', { ...stream, error: missing }),
    call('stream, stream-error', 'stream-error', {
      ...stream,
      counts: 'none',
      error: { type: 'error', msg: 'The model is overloaded.' },
    }),
    call('stream, broken', 'broken', {
      ...stream,
      counts: 'none',
      response: 'The sum of all orders is 42',
      error: LOST,
    }),
    call('stream, cut', 'cut', { ...stream, counts: 'none' }),
    call('chat, aborted', 'stall', { ...stream, counts: 'none', response: BEGINNING, error: ABORTED }),
    ...expectedParallel(() => bare),
  ],
};
