import { timeStep } from './own-time.ts';

/**
 * What a pause costs before our handler runs, where it could not be timed: V8 describes the error and every frame of the
 * stack, and Node parses it. Measured on Node 20: 70 µs and 21 µs a frame (`bench/throw-burst.js`, the empty pause). Below a test
 * runner it is three times as much a frame: V8 parses each function again, and lists the variables of each module around it.
 */
const BASE_MS = 0.07;
const FRAME_MS = 0.021;

/** Times what V8 does at a pause before it tells of it. */
export interface PauseClock {
  /** V8 asks for the stack of the error that it pauses at: the first thing that it does. */
  begin(): void;
  /** What the pause has cost before it was told of, with so many frames on the stack, in ms. The next pause begins anew. */
  end(frames: number): number;
}

/** A clock for the pauses of one thread. An error without a stack to be written begins none: its frames are counted then. */
export function createPauseClock(): PauseClock {
  let sinceAsked: (() => number) | undefined;
  return {
    begin() {
      sinceAsked ??= timeStep();
    },
    end(frames) {
      const costMs = BASE_MS + (sinceAsked?.() ?? frames * FRAME_MS);
      sinceAsked = undefined;
      return costMs;
    },
  };
}
