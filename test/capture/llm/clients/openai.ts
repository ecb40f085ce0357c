import { BEGINNING, expectedCall as call, expectedParallel, type Particulars } from '../expected-call.ts';
import type { LoggedCall } from '../run-client.ts';
import { ABORTED, GATEWAY, LOST } from './broken.ts';
import type { ClientRow } from './row.ts';

const stream = { stream: true } as const;
const LONG = 'and longer '.repeat(40);
const FLAGS = ['gzip', 'br', 'deflate', 'split', 'crlf', 'gzip+split', 'redirect'];

function both(flag: string, model: string, more: Particulars = {}): LoggedCall[] {
  return [call(`whole, ${flag}`, model, more), call(`stream, ${flag}`, model, { ...stream, ...more })];
}

export const openai: ClientRow = {
  client: 'openai',
  programs: ['openai.mjs', 'openai.cjs'],
  calls: [
    call('chat', 'ok'),
    call('chat, no details', 'plain'),
    call('chat, no usage', 'no-usage'),
    call('chat, no output', 'zero'),
    call('chat, tools', 'tools'),
    call('chat, tools alone', 'silent'),
    call(`chat, long ${LONG}`, 'long'),
    call('chat, with its response', 'ok'),
    call('chat, response alone', 'ok'),
    call('stream', 'ok', stream),
    call('stream, uncounted', 'plain', { ...stream, counts: 'none' }),
    call('stream, unicode — ünï 世界', 'unicode', stream),
    call('stream, tools', 'tools', stream),
    call('stream, tools alone', 'silent', stream),
    call('my key is ***REDACTED***, keep it', 'echo', { response: 'my key is ***REDACTED***, keep it' }),
    call('stream, teed', 'ok', stream),
    call('stream, left early', 'slow', { ...stream, counts: 'none', response: BEGINNING, error: ABORTED }),
    ...FLAGS.flatMap((flag) => both(flag, 'unicode')),
    ...both('deepseek', 'ok'),
    ...both('openrouter', 'ok'),
    call('responses', 'ok'),
    call('responses, list', 'written'),
    call('responses, tools', 'tools'),
    call('responses, stream', 'ok', stream),
    call('responses, stream, tools', 'tools', stream),
    call('responses, incomplete', 'incomplete', stream),
    call('responses, stream error', 'stream-error', {
      ...stream,
      counts: 'none',
      error: { type: 'overloaded_error', msg: 'The model is overloaded.' },
    }),
    call('completions', 'ok'),
    call('completions, stream', 'ok', stream),
    call('embeddings', 'ok', { counts: 'total-input', response: null }),
    ...['unauthorized', 'rate-limited', 'server-error', 'missing'].map((model) =>
      call(`chat, ${model}`, model),
    ),
    call('chat, gateway', 'gateway', { error: GATEWAY }),
    call('chat, broken', 'broken', { counts: 'none', response: null, error: LOST }),
    call('chat, reset', 'reset', { response: null, error: LOST }),
    ...['unauthorized', 'rate-limited'].map((model) => call(`stream, ${model}`, model, stream)),
    call('stream, stream-error', 'stream-error', {
      ...stream,
      counts: 'none',
      error: { type: 'overloaded_error', msg: 'The model is overloaded.' },
    }),
    call('stream, broken', 'broken', { ...stream, counts: 'none', error: LOST }),
    call('stream, cut', 'cut', { ...stream, counts: 'none' }),
    call('stream, reset', 'reset', { ...stream, response: null, error: LOST }),
    call('chat, retried', 'flaky', {
      response: null,
      error: { type: 'rate_limit_error', msg: 'Too many requests, wait a moment.', status: 429 },
    }),
    call('chat, retried', 'flaky'),
    call('chat, retried in vain', 'server-error'),
    call('chat, retried in vain', 'server-error'),
    call('chat, timeout', 'hang', { response: null, error: ABORTED }),
    call('chat, aborted', 'hang', { response: null, error: ABORTED }),
    call('stream, aborted', 'stall', { ...stream, counts: 'none', response: BEGINNING, error: ABORTED }),
    call('stream, aborted by its controller', 'stall', {
      ...stream,
      counts: 'none',
      response: BEGINNING,
      error: ABORTED,
    }),
    ...expectedParallel((i) => (i % 2 === 0 ? {} : stream)),
  ],
};
