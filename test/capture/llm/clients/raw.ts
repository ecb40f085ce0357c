import { BEGINNING, expectedCall as call, expectedParallel, type Particulars } from '../expected-call.ts';
import { ABORTED, GATEWAY, LEFT, LOST } from './broken.ts';
import type { ClientRow } from './row.ts';

type EndOfCall = NonNullable<Particulars['error']>;

const stream = { stream: true } as const;

/** How a transport words the ends that are not its server's. */
interface Words {
  readonly reset: EndOfCall;
  readonly broken: EndOfCall;
  readonly aborted: EndOfCall;
  readonly abortedStream: EndOfCall;
  /** Left undefined where the transport reads a stream to its end before the program sees it. */
  readonly left: EndOfCall | undefined;
}

const UNDICI: Words = { reset: LOST, broken: LOST, aborted: ABORTED, abortedStream: ABORTED, left: LEFT };
const REQUEST_ABORTED = { type: 'AbortError', msg: 'Request aborted' };
const REQUEST: Words = { ...UNDICI, left: REQUEST_ABORTED, abortedStream: REQUEST_ABORTED };
const CLOSED = { type: 'Error', msg: 'the connection was closed' };
const HTTP: Words = {
  reset: { type: 'Error', msg: 'socket hang up' },
  broken: CLOSED,
  aborted: { type: 'AbortError', msg: 'The operation was aborted' },
  abortedStream: { type: 'AbortError', msg: 'The operation was aborted' },
  left: { type: 'Error', msg: 'aborted' },
};
const CANCELED = { type: 'CanceledError', msg: 'canceled' };
const AXIOS: Words = { ...HTTP, aborted: CANCELED, abortedStream: CANCELED };

function row(
  program: string,
  transport: string,
  { reset, broken, aborted, abortedStream, left }: Words,
): ClientRow {
  return {
    client: transport,
    programs: [program],
    args: [transport],
    calls: [
      call('whole, ünï 世界', 'ok'),
      call('stream', 'ok', stream),
      call('stream, split', 'unicode', stream),
      call('whole, gzip', 'unicode'),
      call('anthropic', 'written', stream),
      call('gemini', 'ok', stream),
      call('ollama', 'plain', stream),
      call('responses', 'tools'),
      ...['unauthorized', 'rate-limited', 'server-error'].map((model) => call(model, model)),
      call('gateway', 'gateway', { error: GATEWAY }),
      call('broken', 'broken', { counts: 'none', response: null, error: broken }),
      call('reset', 'reset', { response: null, error: reset }),
      call('stream, broken', 'broken', {
        ...stream,
        counts: 'none',
        error: broken,
      }),
      left === undefined
        ? call('stream, left early', 'slow', { ...stream, response: BEGINNING })
        : call('stream, left early', 'slow', { ...stream, counts: 'none', response: BEGINNING, error: left }),
      call('aborted', 'hang', { response: null, error: aborted }),
      call('stream, aborted', 'stall', {
        ...stream,
        counts: 'none',
        response: BEGINNING,
        error: abortedStream,
      }),
      ...expectedParallel((i) => (i % 2 === 0 ? {} : stream)),
    ],
  };
}

/** One row a way to send a request. */
export const raw: readonly ClientRow[] = [
  row('raw.mjs', 'fetch', UNDICI),
  row('raw.cjs', 'undici-fetch', UNDICI),
  row('raw.mjs', 'undici-request', REQUEST),
  row('raw.cjs', 'http', HTTP),
  row('raw.mjs', 'http-listeners', { ...HTTP, left: CLOSED }),
  row('raw.cjs', 'axios', AXIOS),
  row('raw.mjs', 'axios-plainly', { ...AXIOS, left: undefined }),
];
