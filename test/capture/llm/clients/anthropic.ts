import { BEGINNING, expectedCall as call, expectedParallel } from '../expected-call.ts';
import { ABORTED, GATEWAY, LEFT, LOST } from './broken.ts';
import type { ClientRow } from './row.ts';

const stream = { stream: true } as const;
const LONG = 'and longer '.repeat(40);
/** What a message's first event told of its input stays known when the stream breaks off. */
const begun = { ...stream, counts: 'input' } as const;

export const anthropic: ClientRow = {
  client: '@anthropic-ai/sdk',
  programs: ['anthropic.mjs', 'anthropic.cjs'],
  calls: [
    call('whole', 'ok'),
    call('whole, no details', 'plain', { cached: 0 }),
    call('whole, written', 'written'),
    call('whole, tools', 'tools'),
    call('whole, tools alone', 'silent', { cached: 0 }),
    call(`whole, long ${LONG}`, 'long'),
    call('whole, parts', 'ok'),
    call('whole, with its response', 'ok'),
    call('stream', 'ok', stream),
    call('stream, written', 'written', stream),
    call('stream, helper', 'unicode', { ...stream, cached: 0 }),
    call('stream, tools', 'tools', stream),
    call('stream, left early', 'slow', { ...begun, response: BEGINNING, error: LEFT }),
    ...['gzip', 'br', 'split', 'crlf', 'redirect'].flatMap((flag) => [
      call(`whole, ${flag}`, 'unicode', { cached: 0 }),
      call(`stream, ${flag}`, 'unicode', { ...stream, cached: 0 }),
    ]),
    ...['unauthorized', 'rate-limited', 'server-error', 'overloaded'].map((model) =>
      call(`whole, ${model}`, model),
    ),
    call('whole, gateway', 'gateway', { error: GATEWAY }),
    call('whole, broken', 'broken', { counts: 'none', error: LOST }),
    call('whole, reset', 'reset', { response: null, error: LOST }),
    ...['unauthorized', 'rate-limited'].map((model) => call(`stream, ${model}`, model, stream)),
    call('stream, stream-error', 'stream-error', {
      ...begun,
      cached: 0,
      error: { type: 'overloaded_error', msg: 'The model is overloaded.' },
    }),
    call('stream, broken', 'broken', { ...begun, cached: 0, error: LOST }),
    call('stream, cut', 'cut', { ...begun, cached: 0 }),
    call('stream, reset', 'reset', { ...stream, response: null, error: LOST }),
    call('whole, retried', 'flaky', {
      response: null,
      error: { type: 'rate_limit_error', msg: 'Too many requests, wait a moment.', status: 429 },
    }),
    call('whole, retried', 'flaky'),
    call('whole, timeout', 'hang', { response: null, error: ABORTED }),
    call('whole, aborted', 'hang', { response: null, error: ABORTED }),
    call('stream, aborted', 'stall', { ...begun, cached: 0, response: BEGINNING, error: ABORTED }),
    call('stream, aborted by its helper', 'stall', {
      ...begun,
      cached: 0,
      response: BEGINNING,
      error: ABORTED,
    }),
    ...expectedParallel((i) => (i % 2 === 0 ? {} : stream)),
  ],
};
