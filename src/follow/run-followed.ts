import type { Follower } from './follower.ts';

/**
 * Runs a function whose result is to be followed, or a step of one, in the call's context. Gives and throws what it does; the
 * follower is told only of a throw.
 */
export function runFollowed<T>(fn: () => T, follower: Follower): T {
  if (follower.onThrow === undefined) {
    try {
      return follower.run(fn);
    } catch (error) {
      follower.onFailed(error);
      throw error;
    }
  }
  let hasReturned = false;
  // Not by `catch` and `throw`: what Node prints of an uncaught error would show this place instead of the program's.
  try {
    const result = follower.run(fn);
    hasReturned = true;
    return result;
  } finally {
    if (!hasReturned) follower.onThrow();
  }
}
