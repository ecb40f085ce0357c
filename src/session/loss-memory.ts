// Apart from `losses.ts`, for every recorded program makes this memory at its start, and few lose anything.

/** What the threads of a process count together, by place: lost events, sessions that could not be started, and whether that was told. */
export const LOSS = { events: 0, sessions: 1, told: 2 } as const;

/** Memory for what the threads of a process count; the first of them makes it. */
export function createLossMemory(): SharedArrayBuffer {
  return new SharedArrayBuffer(Object.keys(LOSS).length * Int32Array.BYTES_PER_ELEMENT);
}
