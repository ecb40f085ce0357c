import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { guarded } from '../../base/notice.ts';
import { headOf } from './answer-head.ts';
import type { Calls, OpenCall } from './calls.ts';
import { shadowMethod } from './shadow-method.ts';

/** Sees the model calls that go through `node:http2`. */
export interface Http2Tap {
  /** A stream that a client session has opened, and the headers that it sends. */
  onStream(stream: object, headers: object): void;
  /** Sees no more. */
  close(): void;
}

interface StreamMessage {
  readonly stream: object;
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly data?: unknown;
  readonly encoding?: unknown;
  readonly error?: unknown;
}

const { getOwnPropertySymbols, getPrototypeOf } = Object;
const { isArray } = Array;
const { isView } = ArrayBuffer;
const { nextTick } = process;
const { from } = Buffer;

/**
 * A tap for the streams that `listenForCalls` tells of. The program's own objects stay as they are: what is sent is told on
 * diagnostics channels, what comes in is seen in a method of the prototype that all client streams share.
 *
 * @see https://nodejs.org/api/diagnostics_channel.html#http2
 */
export function createHttp2Tap(calls: Calls): Http2Tap {
  const open = new WeakMap<object, OpenCall>();
  let undo: (() => void) | undefined;

  function onStream(stream: object, headers: object): void {
    if (open.has(stream) || isOfUndici(stream)) return;
    const { ':authority': authority, ':path': path } = headers as Record<string, unknown>;
    const call = calls.begin(typeof authority === 'string' ? authority : '', path as string);
    if (call === undefined) return;
    open.set(stream, call);
    undo ??= listen(getPrototypeOf(stream));
  }

  function listen(prototype: object): () => void {
    const listeners: [string, (message: unknown) => void][] = [
      ['http2.client.stream.bodyChunkSent', on(sent)],
      ['http2.client.stream.finish', on(answered)],
      ['http2.client.stream.error', on((call, { error }) => call.fail(error))],
      // Told before the error that it may come with.
      [
        'http2.client.stream.close',
        on((call) => nextTick(() => guarded(undefined, () => call.fail(undefined)))),
      ],
    ];
    for (const [name, listener] of listeners) subscribe(name, listener);
    const unshadow = shadowMethod(prototype, 'push', (stream, [chunk]) => {
      const call = open.get(stream);
      if (call !== undefined) guarded(undefined, () => received(call, stream, chunk));
    });
    return () => {
      unshadow();
      for (const [name, listener] of listeners) unsubscribe(name, listener);
    };
  }

  function on(handle: (call: OpenCall, message: StreamMessage) => void): (message: unknown) => void {
    return (given) => {
      const message = given as StreamMessage;
      const call = open.get(message.stream);
      if (call !== undefined) guarded(undefined, () => handle(call, message));
    };
  }

  return {
    onStream,
    close() {
      undo?.();
      undo = undefined;
    },
  };
}

/** What a stream writes: one chunk, or several together, each with its encoding where it is a text. */
function sent(call: OpenCall, { data, encoding }: StreamMessage): void {
  if (!isArray(data)) {
    sendChunk(call, data, encoding);
    return;
  }
  for (let i = 0; i < data.length; i += 1) {
    const item: unknown = data[i];
    if (isView(item)) sendChunk(call, item, undefined);
    else {
      const { chunk, encoding: itsOwn } = item as { chunk?: unknown; encoding?: unknown };
      sendChunk(call, chunk, itsOwn);
    }
  }
}

function sendChunk(call: OpenCall, chunk: unknown, encoding: unknown): void {
  if (typeof chunk === 'string') {
    const isUtf8 = encoding === undefined || encoding === 'utf8' || encoding === 'utf-8';
    call.sent(isUtf8 ? chunk : from(chunk, encoding as BufferEncoding));
  } else if (isView(chunk)) call.sent(chunk as Uint8Array);
}

function answered(call: OpenCall, { headers }: StreamMessage): void {
  call.answer(headOf({ statusCode: Number(headers?.[':status']), headers }));
}

function received(call: OpenCall, stream: object, chunk: unknown): void {
  if (isView(chunk)) call.add(chunk as Uint8Array);
  // Node ends what can be read of a stream that was closed before its time, too.
  else if (chunk === null && (stream as { readonly closed?: unknown }).closed !== true) call.end();
}

/** Undici speaks HTTP/2 as well, and is seen by a tap of its own: it leaves a mark of its client on the session. */
function isOfUndici(stream: object): boolean {
  const { session } = stream as { readonly session?: object };
  if (typeof session !== 'object' || session === null) return false;
  const symbols = getOwnPropertySymbols(session);
  for (let i = 0; i < symbols.length; i += 1) if (symbols[i]?.description === 'client') return true;
  return false;
}
