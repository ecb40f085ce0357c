import { byteLength, isUint8Array } from '../../../base/held-bytes.ts';
import type { ByteReader } from './types.ts';

/**
 * A reader that hands on non-empty bytes with their count, and the end once. Should anything throw (an exhausted stack
 * can at every call), it is closed for good: what was read halfway is not to be trusted.
 */
export function createSafeReader(
  add: (bytes: Uint8Array, count: number) => void,
  end: () => void,
): ByteReader {
  let isOpen = true;
  return {
    add(bytes) {
      if (!isOpen || !isUint8Array(bytes)) return;
      try {
        const count = byteLength(bytes);
        if (count > 0) add(bytes, count);
      } catch {
        isOpen = false;
      }
    },
    end() {
      if (!isOpen) return;
      isOpen = false;
      try {
        end();
      } catch {
        // Nobody is left to tell.
      }
    },
  };
}
