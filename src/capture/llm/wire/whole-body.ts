import { createBoundedBytes } from './bounded-bytes.ts';
import { withoutMark } from './byte-order-mark.ts';
import type { LongText } from './long-text.ts';
import { createSafeReader } from './safe-reader.ts';
import type { ByteReader } from './types.ts';

/** A body as one text at its end, without a byte order mark; of one beyond 1 MiB both ends. Nothing for an empty one. */
export function createWholeBodyReader(
  onText: (text: string) => void,
  onLong: (long: LongText) => void,
): ByteReader {
  const body = createBoundedBytes();
  return createSafeReader(
    (bytes, count) => body.keep(bytes, 0, count),
    () => {
      if (body.size() === 0) return;
      const text = body.text();
      body.clear();
      if (typeof text === 'string') onText(withoutMark(text));
      else onLong({ head: withoutMark(text.head), tail: text.tail, bytes: text.bytes });
    },
  );
}
