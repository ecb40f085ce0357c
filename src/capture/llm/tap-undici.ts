import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { indexOf, uncurry } from '../../base/held.ts';
import { reportFault } from '../../base/notice.ts';
import { headOf, type RawHead } from './answer-head.ts';
import type { Calls, OpenCall } from './calls.ts';

/** What undici has of a request; the names are the same from undici 5 to 8 unless a version is named. */
interface UndiciRequest {
  readonly path: string;
  /** Until undici 7; see `createMuteTest`. */
  onData?(chunk: Uint8Array): unknown;
  onBodySent?(chunk: Uint8Array): unknown;
}

interface ChunkMessage {
  readonly request: UndiciRequest;
  readonly chunk: Uint8Array;
}

interface HeadersMessage {
  readonly request: object;
  readonly response: RawHead;
}

/** Sees the model calls that go through undici: Node's `fetch`, and the package of that name. */
export interface UndiciTap {
  onRequest(request: object): void;
  /** Sees no more. */
  close(): void;
}

/** What is known of a request that is a model call. */
interface Watched {
  readonly call: OpenCall;
  /** Whether its own methods tell of its chunks, and not undici's channels. */
  readonly isTapped: boolean;
}

type ChunkMethod = 'onData' | 'onBodySent';
type Method = (this: UndiciRequest, ...args: unknown[]) => unknown;

const { apply } = Reflect;
const sourceOf: (method: unknown) => string = uncurry(Function.prototype.toString);

/**
 * A tap for the requests that `listenForCalls` tells of. Nothing that the program can reach is changed: undici 7 and 8 tell of each chunk
 * on a diagnostics channel, and of the versions before them the private request object hands its chunks on.
 */
export function createUndiciTap(calls: Calls): UndiciTap {
  const open = new WeakMap<object, Watched>();
  const tapReceived = createMethodTap('onData', (request, chunk) => open.get(request)?.call.add(chunk));
  const tapSent = createMethodTap('onBodySent', (request, chunk) => open.get(request)?.call.sent(chunk));
  const isMute = createMuteTest();
  let listeners: [string, (message: never) => void][] = [];

  function onRequest(given: object): void {
    const request = given as UndiciRequest;
    const call = calls.begin(request.path);
    if (call === undefined) return;
    if (listeners.length === 0) listen();
    // A method of ours would stand in the stack of an error that the program throws below it.
    const isTapped = isMute(request.onData);
    open.set(request, { call, isTapped });
    if (!isTapped) return;
    tapReceived(request);
    tapSent(request);
  }

  function listen(): void {
    listeners = [
      ['undici:request:bodyChunkSent', onChunk((call, chunk) => call.sent(chunk))],
      ['undici:request:headers', on<HeadersMessage>((call, { response }) => call.answer(headOf(response)))],
      ['undici:request:bodyChunkReceived', onChunk((call, chunk) => call.add(chunk))],
      ['undici:request:trailers', on((call, { request }) => finish(request, () => call.end()))],
      [
        'undici:request:error',
        on<{ request: object; error: unknown }>((call, { request, error }) =>
          finish(request, () => call.fail(error)),
        ),
      ],
    ];
    for (const [name, listener] of listeners) subscribe(name, listener as (message: unknown) => void);
  }

  function on<M extends { readonly request: object }>(
    handle: (call: OpenCall, message: M, isTapped: boolean) => void,
  ): (message: M) => void {
    return (message) => {
      const watched = open.get(message.request);
      if (watched === undefined) return;
      try {
        handle(watched.call, message, watched.isTapped);
      } catch (fault) {
        reportFault(fault);
      }
    };
  }

  function onChunk(handle: (call: OpenCall, chunk: Uint8Array) => void): (message: ChunkMessage) => void {
    return on((call, { chunk }, isTapped) => {
      if (!isTapped) handle(call, chunk);
    });
  }

  function finish(request: object, end: () => void): void {
    open.delete(request);
    end();
  }

  return {
    onRequest,
    close() {
      for (const [name, listener] of listeners) unsubscribe(name, listener as (message: unknown) => void);
      listeners = [];
    },
  };
}

/**
 * Tells whether an `onData` of undici's publishes no chunk: version 7 came to publish them in the midst of its releases. All requests
 * have one method, whose source is looked at once.
 */
function createMuteTest(): (onData: unknown) => boolean {
  let judged: unknown;
  let isMute = false;
  return (onData) => {
    if (onData !== judged) {
      judged = onData;
      isMute = typeof onData === 'function' && indexOf(sourceOf(onData), 'bodyChunkReceived') === -1;
    }
    return isMute;
  };
}

/**
 * Gives what puts a method before that of one request, which looks at the first argument of each call and calls the other as before.
 * It is one function for all requests: undici's requests outlive their answers, and with them whatever hangs on them.
 */
function createMethodTap(
  name: ChunkMethod,
  look: (request: object, chunk: Uint8Array) => void,
): (request: UndiciRequest) => void {
  let original: unknown;
  let tapped: Method | undefined;
  return (request) => {
    const method: unknown = request[name];
    if (typeof method !== 'function') return;
    if (tapped === undefined || method !== original) {
      original = method;
      tapped = tappedBefore(method as Method, look);
    }
    request[name] = tapped;
  };
}

function tappedBefore(original: Method, look: (request: object, chunk: Uint8Array) => void): Method {
  return function tappedMethod(...args) {
    try {
      look(this, args[0] as Uint8Array);
    } catch (fault) {
      reportFault(fault);
    }
    return apply(original, this, args);
  };
}
