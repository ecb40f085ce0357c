import { guarded } from '../../base/notice.ts';
import { headOf } from './answer-head.ts';
import type { Calls, OpenCall } from './calls.ts';
import { closedEarly, type Http2Chunk, isAtEnd, isOfUndici, tellSent } from './http2-stream.ts';
import { type Method, shadowLookup } from './shadow-method.ts';
import { tapPush } from './tap-push.ts';

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

const { apply } = Reflect;
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
    const { ':path': path } = sentHeaders;
    const call = calls.begin(path as string);
    return call === undefined ? false : { call, early: [], isAtEnd: false };
  }

  function listen(prototype: object): (() => void)[] {
    return [
      tapPush(prototype, isOpen, (stream, chunk) => {
        const followed = open.get(stream);
        if (followed !== undefined && followed !== false) read(followed, stream, chunk);
      }),
      shadowLookup(prototype, 'emit', (stream, emit) => {
        const followed = open.get(stream);
        if (followed === undefined || followed === false) return emit;
        return guarded(emit, () => emitOf(followed, stream, emit));
      }),
    ];
  }

  function isOpen(stream: object): boolean {
    const followed = open.get(stream);
    return followed !== undefined && followed !== false;
  }

  return {
    onSent,
    close() {
      for (const undo of undos) undo();
      undos = [];
    },
  };
}

function read(followed: Followed, stream: object, chunk: Uint8Array | null): void {
  const { call, early } = followed;
  if (chunk !== null) {
    // The head has come too, but is told only in the next turn.
    if (early === undefined) call.add(chunk);
    else early.push(copy(chunk));
  } else if (isAtEnd(stream)) {
    followed.isAtEnd = true;
    if (early === undefined) call.end();
  }
}

/** What a stream is to call next as its `emit`: until its head is told, one that looks for it. */
function emitOf(followed: Followed, stream: object, emit: Method): Method {
  const { destroyed, errored } = stream as { readonly destroyed?: unknown; readonly errored?: unknown };
  if (destroyed === true) followed.call.fail(errored ?? closedEarly(stream));
  if (followed.early === undefined) return emit;
  return function (this: object, ...args: unknown[]): unknown {
    if (args[0] === 'response') guarded(undefined, () => answered(followed, args[1]));
    return apply(emit, this, args);
  };
}

function answered(followed: Followed, headers: unknown): void {
  const { call, early = [] } = followed;
  const status = (headers as Readonly<Record<string, unknown>>)[':status'];
  call.answer(headOf({ statusCode: Number(status), headers }));
  for (const chunk of early) call.add(chunk);
  followed.early = undefined;
  if (followed.isAtEnd) call.end();
}
