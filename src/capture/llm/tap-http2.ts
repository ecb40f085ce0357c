import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { guarded } from '../../base/notice.ts';
import { headOf } from './answer-head.ts';
import type { Calls, OpenCall } from './calls.ts';
import { closedEarly, type Http2Chunk, isAtEnd, isOfUndici, tellSent } from './http2-stream.ts';
import { tapPush } from './tap-push.ts';

/** Sees the model calls that go through `node:http2`. */
export interface Http2Tap {
  /** A stream that a client session has opened, and the headers that it sends. */
  onStream(stream: object, headers: object): void;
  /** Sees no more. */
  close(): void;
}

interface StreamMessage extends Http2Chunk {
  readonly stream: object;
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly error?: unknown;
}

const { getPrototypeOf } = Object;
const { nextTick } = process;

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
    const { ':path': path } = headers as Record<string, unknown>;
    const call = calls.begin(path as string);
    if (call === undefined) return;
    open.set(stream, call);
    undo ??= listen(getPrototypeOf(stream));
  }

  function listen(prototype: object): () => void {
    const listeners: [string, (message: unknown) => void][] = [
      ['http2.client.stream.bodyChunkSent', on(tellSent)],
      ['http2.client.stream.finish', on(answered)],
      ['http2.client.stream.error', on((call, { error }) => call.fail(error))],
      // Told before the error that it may come with.
      [
        'http2.client.stream.close',
        on((call, { stream }) => nextTick(() => guarded(undefined, () => call.fail(closedEarly(stream))))),
      ],
    ];
    for (const [name, listener] of listeners) subscribe(name, listener);
    const unshadow = tapPush(
      prototype,
      (stream) => open.has(stream),
      (stream, chunk) => {
        if (chunk !== null) open.get(stream)?.add(chunk);
        else if (isAtEnd(stream)) open.get(stream)?.end();
      },
    );
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

function answered(call: OpenCall, { headers }: StreamMessage): void {
  call.answer(headOf({ statusCode: Number(headers?.[':status']), headers }));
}
