import { createLineSplitter } from './line-splitter.ts';
import type { LongText } from './long-text.ts';
import type { ByteReader } from './types.ts';

/** Newline-delimited JSON: every line that is not empty, the last one also where no newline follows it. */
export function createNdjsonReader(
  onLine: (line: string) => void,
  onLong: (long: LongText) => void,
): ByteReader {
  return createLineSplitter((line) => {
    if (line !== '') onLine(line);
  }, onLong);
}
