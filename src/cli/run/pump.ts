import { write } from 'node:fs';
import type { Socket } from 'node:net';

/** Carries bytes from a pipe to one of our own streams. */
export interface Pump {
  /**
   * To be called once, after the child's end: passes on what is in the pipe by now.
   * Gives `held` if somebody still holds the other end open.
   */
  drain(): Promise<'ended' | 'held'>;
}

/** The most that Linux lets a pipe hold: what a child wrote before its end is not more. */
const MAX_PIPE_BYTES = 1_048_576;
/** Turns of the event loop without a byte after which a pipe counts as empty, a millisecond apart: on a busy machine one alone may miss what is there. */
const QUIET_TURNS = 10;
const TURN_MS = 1;
const RETRY_MS = 2;

/**
 * Copies `source` to the file descriptor `target` as it comes, and shows each chunk to `tap`. One chunk is on its way
 * at a time, so a slow reader slows the writer down. When nobody reads the target any more, the source is closed: the
 * child then meets a closed pipe, as it would without us.
 */
export function startPump(source: Socket, target: number, tap: (chunk: Uint8Array) => void): Pump {
  let passed = 0;
  let ended = false;
  let busy: Promise<void> | undefined;

  async function pass(chunk: Uint8Array): Promise<void> {
    passed += chunk.length;
    tap(chunk);
    try {
      await writeWhole(target, chunk);
    } catch {
      ended = true;
      source.destroy();
    }
  }

  source.on('data', (chunk: Uint8Array) => {
    source.pause();
    busy = pass(chunk).then(() => {
      busy = undefined;
      source.resume();
    });
  });
  source.on('end', () => {
    ended = true;
  });
  source.on('error', () => {
    ended = true;
  });

  async function drain(): Promise<'ended' | 'held'> {
    const most = passed + MAX_PIPE_BYTES;
    for (let quiet = 0; !ended && quiet < QUIET_TURNS && passed < most; quiet += 1) {
      const before = passed;
      await new Promise((resolve) => setTimeout(resolve, TURN_MS));
      if (busy !== undefined) await busy;
      if (passed !== before) quiet = -1;
    }
    // The end may be read while the last chunk is still being written.
    while (busy !== undefined) await busy;
    if (!ended) source.pause();
    for (let left = source.read(); left !== null && !source.destroyed; left = source.read()) await pass(left);
    return ended ? 'ended' : 'held';
  }

  return { drain };
}

// The asynchronous call: a reader that does not read must not keep us from passing signals on.
function writeWhole(fd: number, bytes: Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    function next(done: number): void {
      write(fd, bytes, done, bytes.length - done, null, (error, count) => {
        if (error?.code === 'EAGAIN') setTimeout(next, RETRY_MS, done);
        else if (error) reject(error);
        else if (done + count < bytes.length) next(done + count);
        else resolve();
      });
    }
    next(0);
  });
}
