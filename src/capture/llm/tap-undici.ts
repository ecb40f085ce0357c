import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { indexOf, uncurry } from '../../base/held.ts';
import { guarded } from '../../base/notice.ts';
import { headOf, type RawHead } from './answer-head.ts';
import type { Calls, OpenCall } from './calls.ts';

/** What undici has of a request; the names are the same from undici 5 to 8 unless a version is named. */
interface UndiciRequest {
  readonly origin?: unknown;
  readonly path: string;
  /** Until undici 7; see `tellsOfChunks`. */
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

const { apply } = Reflect;
const sourceOf: (method: unknown) => string = uncurry(Function.prototype.toString);

/**
 * A tap for the requests that `listenForCalls` tells of. Nothing that the program can reach is changed: undici 7 and 8 tell of each chunk
 * on a diagnostics channel, and of the versions before them the private request object hands its chunks on.
 */
export function createUndiciTap(calls: Calls): UndiciTap {
  const open = new WeakMap<object, OpenCall>();
  const tapped = new WeakSet<object>();
  let listeners: [string, (message: never) => void][] = [];

  function onRequest(given: object): void {
    const request = given as UndiciRequest;
    const call = calls.begin(typeof request.origin === 'string' ? request.origin : '', request.path);
    if (call === undefined) return;
    if (listeners.length === 0) listen();
    open.set(request, call);
    const { onData } = request;
    // A method of ours would stand in the stack of an error that the program throws below it.
    if (typeof onData !== 'function' || tellsOfChunks(onData)) return;
    tapped.add(request);
    tapMethod(request, 'onData', (chunk) => call.add(chunk as Uint8Array));
    tapMethod(request, 'onBodySent', (chunk) => call.sent(chunk as Uint8Array));
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
    handle: (call: OpenCall, message: M) => void,
  ): (message: M) => void {
    return (message) => {
      const call = open.get(message.request);
      if (call !== undefined) guarded(undefined, () => handle(call, message));
    };
  }

  function onChunk(handle: (call: OpenCall, chunk: Uint8Array) => void): (message: ChunkMessage) => void {
    return on((call, { request, chunk }) => {
      if (!tapped.has(request)) handle(call, chunk);
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

/** Whether undici's own method publishes each chunk: version 7 came to it in the midst of its releases. */
function tellsOfChunks(onData: object): boolean {
  return indexOf(sourceOf(onData), 'bodyChunkReceived') !== -1;
}

/** Looks at the first argument of each call of a method, of this object alone, and calls it as before. */
function tapMethod(
  target: UndiciRequest,
  name: 'onData' | 'onBodySent',
  look: (argument: unknown) => void,
): void {
  const original: unknown = target[name];
  if (typeof original !== 'function') return;
  target[name] = function tappedMethod(this: unknown, ...args: unknown[]): unknown {
    guarded(undefined, () => look(args[0]));
    return apply(original, this, args);
  };
}
