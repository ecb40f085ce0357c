import { characterEnd, characterStart, utf8Slice } from '../../base/held-bytes.ts';
import { MAX_CAPTURED_BYTES } from '../../base/limits.ts';
import { createKeptBytes } from './kept-bytes.ts';
import type { Sink } from './sink.ts';

/** Keeps a stream for the program that asked for it: as it was printed, nothing redacted. */
export interface CapturedText extends Sink {
  /**
   * The text so far; what is no UTF-8 shows as U+FFFD. Of more than 1 MiB the beginning and, the larger part, the end, with a
   * line between that says how many bytes are missing.
   */
  read(): string;
}

const HEAD_SHARE = 0.25;

/** Memory for one stream of `captureOutput`, taken as it is needed. */
export function createCapturedText(maxBytes: number = MAX_CAPTURED_BYTES): CapturedText {
  const headBytes = Math.floor(maxBytes * HEAD_SHARE);
  const kept = createKeptBytes(headBytes, maxBytes - headBytes);

  function read(): string {
    const { head, tail, droppedBytes } = kept.read();
    if (droppedBytes === 0) return utf8Slice(head, 0, head.length);
    const end = characterEnd(head, head.length);
    const start = characterStart(tail);
    const missing = droppedBytes + head.length - end + start;
    return `${utf8Slice(head, 0, end)}\n[… ${missing} bytes missing …]\n${utf8Slice(tail, start, tail.length)}`;
  }

  return { add: kept.add, addText: kept.addText, read };
}
