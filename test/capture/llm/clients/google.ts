import { BEGINNING, expectedCall as call, expectedParallel } from '../expected-call.ts';
import { ABORTED, LOST } from './broken.ts';
import type { ClientRow } from './row.ts';

const stream = { stream: true } as const;
const unauthorized = { type: 'UNAUTHENTICATED', msg: 'The key is wrong.', status: 401 };

export const google: ClientRow = {
  client: '@google/genai',
  programs: ['google.mjs', 'google.cjs'],
  calls: [
    call('whole', 'ok'),
    call('whole, no details', 'plain'),
    call('whole, tools', 'tools'),
    call('whole, tools alone', 'silent'),
    call('whole, parts', 'ok'),
    call('stream', 'ok', stream),
    call('stream, tools', 'tools', stream),
    call('stream, left early', 'slow', { ...stream, response: BEGINNING }),
    ...['gzip', 'split'].flatMap((flag) => [
      call(`whole, ${flag}`, 'unicode'),
      call(`stream, ${flag}`, 'unicode', stream),
    ]),
    call('whole, unauthorized', 'unauthorized', { error: unauthorized }),
    call('whole, missing', 'missing', {
      error: { type: 'NOT_FOUND', msg: 'There is no such model.', status: 404 },
    }),
    call('whole, broken', 'broken', { counts: 'none', error: LOST }),
    call('whole, reset', 'reset', { response: null, error: LOST }),
    call('stream, unauthorized', 'unauthorized', { ...stream, error: unauthorized }),
    call('stream, stream-error', 'stream-error', {
      ...stream,
      counts: 'running',
      error: { type: 'UNAVAILABLE', msg: 'The model is overloaded.' },
    }),
    call('stream, broken', 'broken', {
      ...stream,
      counts: 'running',
      response: 'The sum of all orders',
      error: LOST,
    }),
    call('whole, timeout', 'hang', { response: null, error: ABORTED }),
    call('whole, aborted', 'hang', { response: null, error: ABORTED }),
    call('stream, aborted', 'stall', { ...stream, counts: 'running', response: BEGINNING, error: ABORTED }),
    call('chat, first', 'ok'),
    call('chat, second', 'ok'),
    ...expectedParallel(() => ({})),
  ],
};
