import { MAX_STREAM_BYTES } from '../../base/limits.ts';
import { clipEnds } from '../../redact/clip-ends.ts';
import type { SafeText } from '../../redact/safe-text.ts';

/** What was kept of a stream. */
export interface StreamText {
  /** Redacted, at most the limit in bytes of UTF-8; what is no UTF-8 shows as U+FFFD. */
  readonly text: SafeText;
  /** The stream's full size in bytes; absent when nothing was cut. */
  readonly truncated?: number;
}

/** Keeps the beginning and the end of a stream in memory that does not grow with it. */
export interface BoundedStream {
  /** Takes the next bytes. They are copied: the caller may use its buffer again. */
  add(chunk: Uint8Array): void;
  /** What was kept so far. Costs a redaction of some 26 KB. */
  read(): StreamText;
}

/** A quarter for the beginning; the end, where a tool says what went wrong, has the rest. */
const HEAD_SHARE = 0.25;
/** Looked at beyond each cut, so that a secret that straddles it is found: longer than a private key in PEM. */
const SLACK_BYTES = 8192;

/** A buffer for one stream of a tool's output. */
export function createBoundedStream(maxBytes: number = MAX_STREAM_BYTES): BoundedStream {
  const headBytes = Math.floor(maxBytes * HEAD_SHARE);
  const head = Buffer.allocUnsafe(headBytes + SLACK_BYTES);
  const ring = Buffer.allocUnsafe(maxBytes - headBytes + SLACK_BYTES);
  let total = 0;

  function add(chunk: Uint8Array): void {
    const inHead = Math.min(chunk.length, Math.max(0, head.length - total));
    if (inHead > 0) head.set(chunk.subarray(0, inHead), total);
    total += inHead;
    const rest = chunk.subarray(inHead);
    total += rest.length;
    const last = rest.length > ring.length ? rest.subarray(rest.length - ring.length) : rest;
    if (last.length === 0) return;
    // A byte's place in the ring follows from its number in the stream.
    const at = (total - head.length - last.length) % ring.length;
    const beforeWrap = Math.min(last.length, ring.length - at);
    ring.set(last.subarray(0, beforeWrap), at);
    if (beforeWrap < last.length) ring.set(last.subarray(beforeWrap), 0);
  }

  function read(): StreamText {
    const start = head.subarray(0, Math.min(total, head.length));
    const behind = Math.max(0, total - head.length);
    const seam = behind % ring.length;
    const ends =
      behind > ring.length
        ? {
            head: decode(start),
            tail: decode(Buffer.concat([ring.subarray(seam), ring.subarray(0, seam)])),
            droppedBytes: behind - ring.length,
          }
        : { head: decode(Buffer.concat([start, ring.subarray(0, behind)])), tail: '', droppedBytes: 0 };
    const { text, cut } = clipEnds(ends, { maxBytes, headBytes, slackBytes: SLACK_BYTES });
    return cut ? { text, truncated: total } : { text };
  }

  return { add, read };
}

function decode(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}
