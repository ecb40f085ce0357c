import { charCodeAt, slice } from '../../../base/held.ts';
import { byteLength, isUint8Array, newBytes, viewOf } from '../../../base/held-bytes.ts';
import { createAnswerDraft, readingOf } from './answer-draft.ts';
import { createFramedReader } from './framed-reader.ts';
import { framingOfStart, framingOfType } from './framing.ts';
import { settleAnswer } from './settle-answer.ts';
import type { AnswerHead, AnswerReader, ByteReader, Endpoint } from './types.ts';

const { fromCharCode } = String;

/**
 * A reader of the answer to a call of this endpoint. It finds out by the content type and the first bytes how the answer
 * is framed, holds at most about two megabytes of it, and understands errors in the words of each provider. A status from 400 up
 * is always an error.
 */
export function createAnswerReader(endpoint: Endpoint, head: AnswerHead): AnswerReader {
  const draft = createAnswerDraft();
  const type = framingOfType(head.header('content-type'));
  const isRefused = head.status !== null && head.status >= 400;
  const isLines = endpoint.format === 'ollama';
  let start = '';
  let reader: ByteReader | undefined =
    type === 'aws' ? createFramedReader(type, endpoint, head, draft) : undefined;

  function begin(bytes: Uint8Array): void {
    const count = byteLength(bytes);
    const before = start.length;
    for (let i = 0; i < count; i++) {
      const byte = bytes[i] as number;
      // White space keeps connections alive; a byte order mark says nothing.
      if (start === '' && (byte <= 32 || byte === 0xef || byte === 0xbb || byte === 0xbf)) continue;
      start += fromCharCode(byte);
      const framing = framingOfStart(start, type, isLines && !isRefused);
      if (framing === undefined) continue;
      reader = createFramedReader(framing, endpoint, head, draft);
      if (before > 0) reader.add(bytesOf(slice(start, 0, before)));
      reader.add(viewOf(bytes, i + 1 - (start.length - before), count));
      return;
    }
  }

  return {
    add(bytes) {
      try {
        if (reader !== undefined) reader.add(bytes);
        else if (isUint8Array(bytes)) begin(bytes);
      } catch {
        // What has been understood until here stays.
      }
    },
    finish() {
      try {
        if (reader === undefined && start !== '') {
          reader = createFramedReader('text', endpoint, head, draft);
          reader.add(bytesOf(start));
        }
        reader?.end();
        settleAnswer(draft, endpoint, head);
      } catch {
        // The same.
      }
      return readingOf(draft);
    },
  };
}

/** The bytes that the characters were made of, one of each. */
function bytesOf(text: string): Uint8Array {
  const bytes = newBytes(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = charCodeAt(text, i);
  return bytes;
}
