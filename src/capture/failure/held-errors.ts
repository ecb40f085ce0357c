import { guarded } from '../../base/notice.ts';

const { setTimeout } = globalThis;

/** Uncaught errors that a test runner is about to tell the test of. */
export interface HeldErrors {
  /** Holds an error for at most `MAX_HELD_MS`. */
  hold(thrown: unknown): void;
  /** Somebody else writes this error. */
  release(thrown: unknown): void;
  /** Writes all that is held, the oldest first. */
  flush(): void;
}

/** A runner tells of a test within some milliseconds of its error; a process that is killed meanwhile loses what is held. */
const MAX_HELD_MS = 1000;

/** Holds nothing yet; `write` gets what nobody released. Its timer keeps no process alive. */
export function createHeldErrors(write: (thrown: unknown) => void): HeldErrors {
  let held: unknown[] = [];

  return { hold, release, flush };

  function hold(thrown: unknown): void {
    if (held.length === 0) setTimeout(flush, MAX_HELD_MS).unref();
    held.push(thrown);
  }

  function release(thrown: unknown): void {
    for (let i = 0; i < held.length; i += 1) {
      if (!Object.is(held[i], thrown)) continue;
      held.splice(i, 1);
      return;
    }
  }

  function flush(): void {
    const rest = held;
    held = [];
    for (let i = 0; i < rest.length; i += 1) guarded(undefined, () => write(rest[i]));
  }
}
