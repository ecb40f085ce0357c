import { guarded } from '../../base/notice.ts';
import { findHttp2StreamPrototype } from './http2-prototype.ts';
import type { Http2Chunk } from './http2-stream.ts';
import { shadowMethod } from './shadow-method.ts';
import { isModelRequest } from './wire/model-path.ts';

/** The script of Node's that every session of `node:http2` comes from. */
export const HTTP2_SCRIPT = 'node:internal/http2/core';

/** Is told of each piece that a stream sends to a model provider, by its address, and of the prototype that client streams share. */
export type OnMuteHttp2Sent = (stream: object, chunk: Http2Chunk, prototype: object) => void;

/** Whether the Node whose script this is tells of HTTP/2 streams on diagnostics channels: 22.22 and 24.12 were the first of their lines. */
export function hasHttp2Channels(http2Script: string): boolean {
  return http2Script.includes('http2.client.stream.bodyChunkSent');
}

/**
 * Sees what client streams write where Node does not tell of it, in methods of the prototype that they share. Costs about 5 ms once, and less
 * than a microsecond a write. To be called when `node:http2` is loaded. Gives the undo.
 */
export function listenForMuteHttp2(onSent: OnMuteHttp2Sent): () => void {
  const prototype = findHttp2StreamPrototype();
  if (prototype === undefined) return () => {};
  const judged = new WeakMap<object, boolean>();

  function look(stream: object, data: unknown, encoding: unknown): void {
    let isCall = judged.get(stream);
    if (isCall === undefined) {
      isCall = guarded(false, () => isModelCall(stream));
      judged.set(stream, isCall);
    }
    if (isCall) guarded(undefined, () => onSent(stream, { data, encoding }, prototype as object));
  }

  const undoOne = shadowMethod(prototype, '_write', (stream, [data, encoding]) =>
    look(stream, data, encoding),
  );
  const undoMany = shadowMethod(prototype, '_writev', (stream, [data]) => look(stream, data, undefined));
  return () => {
    undoMany();
    undoOne();
  };
}

function isModelCall(stream: object): boolean {
  const { sentHeaders } = stream as { readonly sentHeaders?: Readonly<Record<string, unknown>> };
  return isModelRequest(sentHeaders?.[':method'], sentHeaders?.[':path']);
}
