import { BEGINNING, expectedCall as call, expectedParallel, type Particulars } from '../expected-call.ts';
import type { LoggedCall } from '../run-client.ts';
import { ABORTED, LOST } from './broken.ts';
import type { ClientRow } from './row.ts';

const stream = { stream: true } as const;
const unreasoned = { reasoning: null } as const;
const uncounted = { counts: 'none' } as const;
const TOO_MANY = { type: 'rate_limit_error', msg: 'Too many requests, wait a moment.', status: 429 };

/** A provider's call, and the same streamed. */
function both(name: string, particulars: Particulars = {}): LoggedCall[] {
  return [call(name, 'ok', particulars), call(`${name}, stream`, 'ok', { ...stream, ...particulars })];
}

/** The answer of the scenario `echo`, which is the prompt. */
function echo(prompt: string, particulars: Particulars = {}): LoggedCall {
  return call(prompt, 'echo', { response: prompt, ...particulars });
}

export const aiSdk: ClientRow = {
  client: 'ai',
  programs: ['ai-sdk.mjs', 'ai-sdk.cjs'],
  calls: [
    ...both('chat'),
    ...both('responses'),
    ...both('anthropic'),
    ...both('google'),
    ...both('mistral', unreasoned),
    ...both('groq'),
    ...both('deepseek'),
    ...both('openrouter'),
    ...both('bedrock', unreasoned),
    call('steps', 'tools'),
    call('steps', 'tools'),
    call('steps, stream', 'tools', stream),
    call('steps, stream', 'tools', stream),
    call('messages', 'ok'),
    echo('{"sum":42}'),
    echo('{"sum":43}'),
    echo('{"sum":44}', stream),
    call('embed', 'ok', { counts: 'total-input', response: null }),
    call('embed, many', 'plain', { counts: 'total-input', response: null }),
    call('unmeasured', 'no-usage'),
    call('no telemetry', 'ok'),
    ...['unauthorized', 'rate-limited', 'server-error'].map((model) => call(model, model)),
    call('broken', 'broken', { ...uncounted, response: null, error: LOST }),
    call('reset', 'reset', { response: null, error: LOST }),
    call('stream, unauthorized', 'unauthorized', stream),
    call('stream, stream-error', 'stream-error', {
      ...stream,
      ...uncounted,
      error: { type: 'overloaded_error', msg: 'The model is overloaded.' },
    }),
    call('stream, broken', 'broken', { ...stream, ...uncounted, error: LOST }),
    call('stream, cut', 'cut', { ...stream, ...uncounted }),
    call('retried', 'flaky', { response: null, error: TOO_MANY }),
    call('retried', 'flaky'),
    call('stream, retried', 'flaky', { ...stream, response: null, error: TOO_MANY }),
    call('stream, retried', 'flaky', stream),
    call('timeout', 'hang', {
      response: null,
      error: { type: 'TimeoutError', msg: 'The operation was aborted due to timeout' },
    }),
    call('aborted', 'hang', { response: null, error: ABORTED }),
    call('stream, aborted', 'stall', { ...stream, ...uncounted, response: BEGINNING, error: ABORTED }),
    // The SDK reads on for itself what the program leaves.
    call('stream, left early', 'slow', { ...stream, response: BEGINNING }),
    ...expectedParallel((i) => (i % 2 === 0 ? {} : stream)),
  ],
};

const COUNTED = { tokens_in: 120, tokens_out: 45, tokens_total: 165, tokens_cached: 64, tokens_reasoning: 8 };
const UNCOUNTED = { tokens_in: null, tokens_out: null, tokens_total: null };

function told(prompt: string, model: string, response: string | null, more: object = COUNTED): LoggedCall {
  const text = (v: string): object => ({ t: 'str', v });
  return {
    model,
    ...more,
    prompt: text(prompt),
    response: response === null ? { t: 'null' } : text(response),
  };
}

/** What the SDK alone tells, or helps to tell. */
export const aiSdkAlone: ClientRow = {
  client: 'ai, its models mocked',
  programs: ['ai-sdk-mock.mjs'],
  calls: [
    told('embed', 'vectors', null, { tokens_in: 5, tokens_out: null, tokens_total: 5 }),
    told('whole', 'mock', 'It is 42.'),
    told('stream', 'mock', null, { ...UNCOUNTED, stream: true }),
    told('failed', 'mock', null, {
      ...UNCOUNTED,
      error: { type: 'BadLuck', msg: 'no luck with ***REDACTED***' },
    }),
    told('steps', 'mock', 'calls look'),
    told('steps', 'mock', 'Seen.'),
    told('aborted', 'mock', null, { ...UNCOUNTED, error: ABORTED }),
    told('own transport', 'local', 'It is 44.', {
      tokens_in: 12,
      tokens_out: 3,
      tokens_total: 15,
      tokens_cached: 0,
      tokens_reasoning: 0,
    }),
    told('unknown protocol', 'gateway', 'not here'),
    told('uncounted by the network', 'no-usage', 'The sum of all orders is 42.'),
    call('counted by both', 'ok'),
    told('getters', 'getters', 'It is 46.', UNCOUNTED),
    ...Array.from({ length: 20 }, (_, i) => told('parallel', `ok-${i + 1}`, `${i}`)),
    told('stream, unread', 'unread', null, { ...UNCOUNTED, stream: true }),
  ],
};

const INNER = { tokens_in: 11, tokens_out: 3, tokens_total: 14, tokens_cached: 4 };

/** Of a call inside one that is told by hand the latter is the event. */
export const aiSdkInside: ClientRow = {
  client: 'ai, inside llmCall and runSession',
  programs: ['ai-sdk-inside.mjs'],
  calls: [
    told('by hand', 'outer', 'whole', INNER),
    told('by hand, streamed', 'outer', null, { ...UNCOUNTED, stream: true }),
    told('in a session', 'inner', 'whole', INNER),
  ],
};
