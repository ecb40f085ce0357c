import { utf8Slice } from '../../base/held-bytes.ts';
import { MAX_STREAM_BYTES } from '../../base/limits.ts';
import { clipEnds } from '../../redact/clip-ends.ts';
import type { SafeText } from '../../redact/safe-text.ts';
import { createKeptBytes } from './kept-bytes.ts';
import type { Sink } from './sink.ts';

/** What was kept of a stream. */
export interface StreamText {
  /** Redacted, at most the limit in bytes of UTF-8; what is no UTF-8 shows as U+FFFD. */
  readonly text: SafeText;
  /** The stream's full size in bytes; absent when nothing was cut. */
  readonly truncated?: number;
}

/** Keeps the beginning and the end of a stream in memory that does not grow with it. */
export interface BoundedStream extends Sink {
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
  const kept = createKeptBytes(headBytes + SLACK_BYTES, maxBytes - headBytes + SLACK_BYTES);

  function read(): StreamText {
    const { head, tail, droppedBytes, totalBytes } = kept.read();
    const ends = {
      head: utf8Slice(head, 0, head.length),
      tail: utf8Slice(tail, 0, tail.length),
      droppedBytes,
    };
    const { text, cut } = clipEnds(ends, { maxBytes, headBytes, slackBytes: SLACK_BYTES });
    return cut ? { text, truncated: totalBytes } : { text };
  }

  return { add: kept.add, addText: kept.addText, read };
}
