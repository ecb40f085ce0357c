import { guarded } from '../../base/notice.ts';
import { headOf } from './answer-head.ts';
import type { Calls, OpenCall } from './calls.ts';
import { closedEarly, type Http2Chunk, isAtEnd, isOfUndici, tellSent } from './http2-stream.ts';
import { shadowMethod } from './shadow-method.ts';

/** Sees the model calls that go through the `node:http2` of a Node that has no diagnostics channels for it. */
export interface MuteHttp2Tap {
  /** A stream sends a piece; the first of them begins the call. */
  onSent(stream: object, chunk: Http2Chunk, prototype: object): void;
  /** Sees no more. */
  close(): void;
}

/** A call, and what came of its answer before its head was told. */
interface Followed {
  readonly call: OpenCall;
  early: Uint8Array[] | undefined;
  isAtEnd: boolean;
}

const { isView } = ArrayBuffer;
const copy = (bytes: Uint8Array): Uint8Array => new Uint8Array(bytes);

/** A tap for the streams that `listenForMuteHttp2` tells of. Nothing of it can be seen on the program's own objects. */
export function createMuteHttp2Tap(calls: Calls): MuteHttp2Tap {
  const open = new WeakMap<object, Followed | false>();
  let undos: (() => void)[] = [];

  function onSent(stream: object, chunk: Http2Chunk, prototype: object): void {
    let followed = open.get(stream);
    if (followed === undefined) {
      followed = begin(stream);
      open.set(stream, followed);
      if (followed !== false && undos.length === 0) undos = listen(prototype);
    }
    if (followed !== false) tellSent(followed.call, chunk);
  }

  function begin(stream: object): Followed | false {
    if (isOfUndici(stream)) return false;
    const { sentHeaders } = stream as { readonly sentHeaders: Readonly<Record<string, unknown>> };
    const { ':authority': authority, ':path': path } = sentHeaders;
    const call = calls.begin(typeof authority === 'string' ? authority : '', path as string);
    return call === undefined ? false : { call, early: [], isAtEnd: false };
  }

  function listen(prototype: object): (() => void)[] {
    return [
      shadowMethod(
        prototype,
        'push',
        onCall((followed, stream, [chunk]) => read(followed, stream, chunk)),
      ),
      shadowMethod(
        prototype,
        'emit',
        onCall((followed, stream, [event, first]) => heard(followed, stream, event, first)),
      ),
    ];
  }

  function onCall(
    handle: (followed: Followed, stream: object, args: readonly unknown[]) => void,
  ): (stream: object, args: readonly unknown[]) => void {
    return (stream, args) => {
      const followed = open.get(stream);
      if (followed !== undefined && followed !== false)
        guarded(undefined, () => handle(followed, stream, args));
    };
  }

  return {
    onSent,
    close() {
      for (const undo of undos) undo();
      undos = [];
    },
  };
}

function read(followed: Followed, stream: object, chunk: unknown): void {
  const { call, early } = followed;
  if (isView(chunk)) {
    // The head has come too, but is told only in the next turn.
    if (early === undefined) call.add(chunk as Uint8Array);
    else early.push(copy(chunk as Uint8Array));
  } else if (isAtEnd(stream, chunk)) {
    followed.isAtEnd = true;
    if (early === undefined) call.end();
  }
}

function heard(followed: Followed, stream: object, event: unknown, first: unknown): void {
  const { call } = followed;
  if (event === 'response') {
    const headers = first as Readonly<Record<string, unknown>>;
    call.answer(headOf({ statusCode: Number(headers[':status']), headers }));
    for (const chunk of followed.early ?? []) call.add(chunk);
    followed.early = undefined;
    if (followed.isAtEnd) call.end();
  } else if (event === 'error') call.fail(first);
  else if (event === 'close') call.fail(closedEarly(stream));
}
