import { guarded } from '../../base/notice.ts';
import { headOf } from './answer-head.ts';
import type { Calls, OpenCall } from './calls.ts';
import { findHttp2StreamPrototype } from './http2-prototype.ts';
import { isAtEnd, isOfUndici, tellSent } from './http2-stream.ts';
import { shadowMethod } from './shadow-method.ts';
import { isModelPath } from './wire/model-path.ts';

/** Sees the model calls that go through the `node:http2` of a Node that has no diagnostics channels for it. */
export interface MuteHttp2Tap {
  /** The program has loaded `node:http2`. */
  onLoaded(): void;
  /** Sees no more. */
  close(): void;
}

/** A call, and what came of its answer before its head was told. */
interface Followed {
  readonly call: OpenCall;
  early: Uint8Array[] | undefined;
}

const { isView } = ArrayBuffer;

/**
 * A tap by methods of the prototype that all client streams share: what they write is looked at from the moment when `node:http2` is
 * there, the rest from the first model call on. Nothing of it can be seen on the program's own objects.
 */
export function createMuteHttp2Tap(calls: Calls): MuteHttp2Tap {
  const seen = new WeakMap<object, Followed | false>();
  const undos: (() => void)[] = [];
  let isReading = false;

  function onLoaded(): void {
    if (undos.length > 0) return;
    const prototype = findHttp2StreamPrototype();
    if (prototype === undefined) return;
    undos.push(
      shadowMethod(prototype, '_write', (stream, [data, encoding]) =>
        onSent(prototype, stream, data, encoding),
      ),
      shadowMethod(prototype, '_writev', (stream, [data]) => onSent(prototype, stream, data, undefined)),
    );
  }

  function onSent(prototype: object, stream: object, data: unknown, encoding: unknown): void {
    guarded(undefined, () => {
      let followed = seen.get(stream);
      if (followed === undefined) {
        followed = begin(stream);
        seen.set(stream, followed);
        if (followed !== false) read(prototype);
      }
      if (followed !== false) tellSent(followed.call, { data, encoding });
    });
  }

  /** The first thing that a stream sends behind its headers. */
  function begin(stream: object): Followed | false {
    const { sentHeaders } = stream as { readonly sentHeaders?: Readonly<Record<string, unknown>> };
    const { ':method': method, ':path': path, ':authority': authority } = sentHeaders ?? {};
    if (method !== 'POST' || typeof path !== 'string' || !isModelPath(path) || isOfUndici(stream))
      return false;
    const call = calls.begin(typeof authority === 'string' ? authority : '', path);
    return call === undefined ? false : { call, early: [] };
  }

  function read(prototype: object): void {
    if (isReading) return;
    isReading = true;
    undos.push(
      shadowMethod(prototype, 'push', (stream, [chunk]) =>
        follow(stream, (followed) => onRead(followed, stream, chunk)),
      ),
      shadowMethod(prototype, 'emit', (stream, [event, first]) =>
        follow(stream, (followed) => onEvent(followed, event, first)),
      ),
    );
  }

  function follow(stream: object, handle: (followed: Followed) => void): void {
    const followed = seen.get(stream);
    if (followed !== undefined && followed !== false) guarded(undefined, () => handle(followed));
  }

  return {
    onLoaded,
    close() {
      for (const undo of undos.splice(0).reverse()) undo();
      isReading = false;
    },
  };
}

function onRead(followed: Followed, stream: object, chunk: unknown): void {
  if (!isView(chunk)) {
    if (isAtEnd(stream, chunk) && followed.early === undefined) followed.call.end();
  } else if (followed.early === undefined) followed.call.add(chunk as Uint8Array);
  // The head has come, but is told only in the next turn.
  else followed.early.push(Uint8Array.prototype.slice.call(chunk));
}

function onEvent(followed: Followed, event: unknown, first: unknown): void {
  const { call } = followed;
  if (event === 'response') {
    const headers = first as Readonly<Record<string, unknown>>;
    call.answer(headOf({ statusCode: Number(headers[':status']), headers }));
    for (const chunk of followed.early ?? []) call.add(chunk);
    followed.early = undefined;
  } else if (event === 'end') call.end();
  else if (event === 'error') call.fail(first);
  else if (event === 'close') call.fail(undefined);
}
