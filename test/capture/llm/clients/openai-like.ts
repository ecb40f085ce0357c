import { BEGINNING, expectedCall as call, expectedParallel } from '../expected-call.ts';
import { ABORTED, LEFT, LOST } from './broken.ts';
import type { ClientRow } from './row.ts';

const stream = { stream: true } as const;

export const groq: ClientRow = {
  client: 'groq-sdk',
  programs: ['groq.mjs', 'groq.cjs'],
  calls: [
    call('whole', 'ok'),
    call('whole, tools', 'tools'),
    call('stream', 'ok', stream),
    call('stream, tools', 'tools', stream),
    call('whole, unauthorized', 'unauthorized'),
    call('whole, server-error', 'server-error'),
    call('whole, broken', 'broken', { counts: 'none', error: LOST }),
    call('stream, broken', 'broken', {
      ...stream,
      counts: 'none',
      error: LOST,
    }),
    call('whole, retried', 'flaky', {
      response: null,
      error: { type: 'rate_limit_error', msg: 'Too many requests, wait a moment.', status: 429 },
    }),
    call('whole, retried', 'flaky'),
    call('whole, timeout', 'hang', { response: null, error: ABORTED }),
    call('stream, aborted', 'stall', { ...stream, counts: 'none', response: BEGINNING, error: ABORTED }),
    ...expectedParallel(() => ({})),
  ],
};

/** Mistral's counts have no part for reasoning. */
const unreasoned = { reasoning: null } as const;

export const mistral: ClientRow = {
  client: '@mistralai/mistralai',
  programs: ['mistral.mjs'],
  calls: [
    call('whole', 'ok', unreasoned),
    call('whole, tools', 'tools', unreasoned),
    call('stream', 'ok', { ...stream, ...unreasoned }),
    call('stream, tools', 'tools', { ...stream, ...unreasoned }),
    call('stream, left early', 'slow', { ...stream, counts: 'none', response: BEGINNING, error: LEFT }),
    call('whole, unauthorized', 'unauthorized'),
    call('whole, server-error', 'server-error'),
    call('whole, broken', 'broken', { counts: 'none', response: null, error: LOST }),
    call('whole, reset', 'reset', { response: null, error: LOST }),
    call('stream, broken', 'broken', {
      ...stream,
      counts: 'none',
      error: LOST,
    }),
    call('whole, timeout', 'hang', {
      response: null,
      error: { type: 'TimeoutError', msg: 'The operation was aborted due to timeout' },
    }),
    call('whole, aborted', 'hang', { response: null, error: ABORTED }),
    ...expectedParallel(() => unreasoned),
  ],
};
