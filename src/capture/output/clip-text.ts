import { MAX_STREAM_BYTES } from '../../base/limits.ts';
import { clipEnds, utf8Length } from '../../redact/clip-ends.ts';
import type { StreamText } from './bounded-stream.ts';

/** As in `bounded-stream.ts`, which keeps bytes as they come; here the whole text is there. */
const HEAD_BYTES: number = MAX_STREAM_BYTES / 4;
const SLACK_BYTES = 8192;
const HEAD_CHARS: number = HEAD_BYTES + SLACK_BYTES;
const TAIL_CHARS: number = MAX_STREAM_BYTES - HEAD_BYTES + SLACK_BYTES;
const LIMIT = { maxBytes: MAX_STREAM_BYTES, headBytes: HEAD_BYTES, slackBytes: SLACK_BYTES };

/** What is stored of a stream's text: redacted, its beginning and its end within 10,240 bytes of UTF-8. Of a long text only the ends are redacted. */
export function clipText(text: string): StreamText {
  const isLong = text.length > HEAD_CHARS + TAIL_CHARS;
  const headEnd = isLong ? HEAD_CHARS : text.length;
  const tailStart = isLong ? text.length - TAIL_CHARS : text.length;
  const head = text.slice(0, headEnd).toWellFormed();
  const tail = text.slice(tailStart).toWellFormed();
  const ends = { head, tail, droppedBytes: isLong ? utf8Length(text.slice(headEnd, tailStart)) : 0 };
  const clipped = clipEnds(ends, LIMIT);
  return clipped.cut ? { text: clipped.text, truncated: utf8Length(text) } : { text: clipped.text };
}
