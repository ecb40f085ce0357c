import type { Clock } from '../base/clock.ts';
import type { FailurePayload } from '../event/types.ts';

/** How long a failure is remembered, in seconds: an error takes milliseconds from a thread to its parent. */
const MAX_AGE_S = 10;
/** How many failures are remembered; a thread that fails more often in that time is on its own. */
const MAX_KEPT = 32;
/** A failure is remembered by a hash, the thread that wrote it and the time. */
const HASH_BYTES = 4;
const THREAD_BYTES = 4;
const TIME_BYTES = 8;

/**
 * The failures that threads of this process have written. An error that ends a thread is thrown once more in its parent,
 * as a copy: it must not be a second event. An error like it of the parent's own, or of another process, must.
 */
export interface Crossing {
  /** Remembers a failure that this thread has written. */
  note(failure: FailurePayload): void;
  /** Whether another thread has written this failure a moment ago. Each that it wrote is found once. */
  take(failure: FailurePayload): boolean;
}

/** Memory for what the threads of a process tell each other; the first of them makes it. */
export function createCrossingMemory(): SharedArrayBuffer {
  return new SharedArrayBuffer(MAX_KEPT * (HASH_BYTES + THREAD_BYTES + TIME_BYTES));
}

/** The view of one thread, `threadId`, on that memory. */
export function createCrossing(memory: SharedArrayBuffer, threadId: number, clock: Clock): Crossing {
  const times = new Float64Array(memory, 0, MAX_KEPT);
  const hashes = new Int32Array(memory, times.byteLength, MAX_KEPT);
  const threads = new Int32Array(memory, times.byteLength + hashes.byteLength, MAX_KEPT);

  return {
    note(failure) {
      let oldest = 0;
      for (let i = 1; i < MAX_KEPT; i += 1) if ((times[i] ?? 0) < (times[oldest] ?? 0)) oldest = i;
      hashes[oldest] = hashOf(failure);
      threads[oldest] = threadId;
      times[oldest] = clock();
    },
    take(failure) {
      const hash = hashOf(failure);
      for (let i = 0; i < MAX_KEPT; i += 1) {
        const isRecent = Math.abs(clock() - (times[i] ?? 0)) <= MAX_AGE_S;
        if (!isRecent || hashes[i] !== hash || threads[i] === threadId) continue;
        times[i] = 0;
        return true;
      }
      return false;
    },
  };
}

/** What a copy has in common with the error that it was made of. */
function hashOf({ error, location }: FailurePayload): number {
  const text = `${error.type}\0${error.msg}\0${location.file}\0${location.line}`;
  let hash = 0;
  for (let i = 0; i < text.length; i += 1) hash = (Math.imul(hash, 31) + text.charCodeAt(i)) | 0;
  return hash;
}
