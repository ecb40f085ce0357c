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
    if (droppedBytes === 0) return decode(head);
    const first = wholeBefore(head);
    const last = wholeBehind(tail);
    const missing = droppedBytes + head.length - first.length + tail.length - last.length;
    return `${decode(first)}\n[… ${missing} bytes missing …]\n${decode(last)}`;
  }

  return { add: kept.add, addText: kept.addText, read };
}

function decode(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}

/** The bytes without the first part of a character that the cut tore. */
function wholeBefore(bytes: Uint8Array): Uint8Array {
  for (let back = 1; back <= 3 && back <= bytes.length; back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (isContinuation(byte)) continue;
    return back < lengthBy(byte) ? bytes.subarray(0, bytes.length - back) : bytes;
  }
  return bytes;
}

/** The bytes without the last part of a character that the cut tore. */
function wholeBehind(bytes: Uint8Array): Uint8Array {
  let start = 0;
  while (start < 3 && isContinuation(bytes[start] ?? 0)) start += 1;
  return bytes.subarray(start);
}

function isContinuation(byte: number): boolean {
  return (byte & 0xc0) === 0x80;
}

/** How many bytes a character has that begins with this one. */
function lengthBy(byte: number): number {
  if (byte >= 0xf0) return 4;
  if (byte >= 0xe0) return 3;
  return byte >= 0xc0 ? 2 : 1;
}
