import type { OpenCall } from './calls.ts';
import type { WireError } from './wire/types.ts';

/** What a stream of `node:http2` writes, as its own methods and Node's channels have it. */
export interface Http2Chunk {
  /** One chunk, or several together, each with its encoding where it is a text. */
  readonly data?: unknown;
  readonly encoding?: unknown;
}

const { isArray } = Array;
const { isView } = ArrayBuffer;
const { getOwnPropertySymbols } = Object;
const { from } = Buffer;

/** Tells a call what its stream has sent. */
export function tellSent(call: OpenCall, { data, encoding }: Http2Chunk): void {
  if (!isArray(data)) {
    tellChunk(call, data, encoding);
    return;
  }
  for (let i = 0; i < data.length; i += 1) {
    const item: unknown = data[i];
    if (isView(item)) tellChunk(call, item, undefined);
    else {
      const { chunk, encoding: itsOwn } = item as { chunk?: unknown; encoding?: unknown };
      tellChunk(call, chunk, itsOwn);
    }
  }
}

function tellChunk(call: OpenCall, chunk: unknown, encoding: unknown): void {
  if (typeof chunk === 'string') {
    const isUtf8 = encoding === undefined || encoding === 'utf8' || encoding === 'utf-8';
    call.sent(isUtf8 ? chunk : from(chunk, encoding as BufferEncoding));
  } else if (isView(chunk)) call.sent(chunk as Uint8Array);
}

/** Whether what a stream can read is at its end, and not because it was closed before its time. */
export function isAtEnd(stream: object): boolean {
  return (stream as { readonly closed?: unknown }).closed !== true;
}

/** What a call failed with whose stream was closed without an error: by the program, or by the other side. */
export function closedEarly(stream: object): WireError {
  const { rstCode } = stream as { readonly rstCode?: unknown };
  return {
    type: 'Error',
    msg: `the HTTP/2 stream was closed before its end, with code ${rstCode as number}`,
  };
}

/** Undici speaks HTTP/2 as well, and is seen by a tap of its own: it leaves a mark of its client on the session. */
export function isOfUndici(stream: object): boolean {
  const { session } = stream as { readonly session?: object };
  if (typeof session !== 'object' || session === null) return false;
  const symbols = getOwnPropertySymbols(session);
  for (let i = 0; i < symbols.length; i += 1) if (symbols[i]?.description === 'client') return true;
  return false;
}
