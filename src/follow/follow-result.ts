import { guarded } from '../base/notice.ts';
import { followIterable, followIterator } from './follow-steps.ts';
import { followThenable } from './follow-thenable.ts';
import type { Follower } from './follower.ts';
import { kindOfResult } from './result-kind.ts';

const { apply } = Reflect;
const { then } = Promise.prototype;

/**
 * Tells a follower when what the program's function gave has come to its end, and gives what the program is to have in its place:
 * - a promise: another promise of the same outcome;
 * - another thenable (a client's own promise with methods of its own): one that does all that it does. It is started by nobody but the program;
 * - a generator, sync or async, or what is there to be iterated over asynchronously and for nothing else: one that passes every step through;
 * - everything else: itself, untouched. That is the end.
 */
export function followResult<T>(result: T, follower: Follower): T {
  return guarded(result, () => follow(result, follower));
}

function follow<T>(result: T, follower: Follower): T {
  switch (kindOfResult(result)) {
    case 'promise':
      return apply(then, result, [
        (value: unknown) => followResult(value, follower),
        (error: unknown) => {
          follower.onFailed(error);
          throw error;
        },
      ]) as T;
    case 'thenable':
      return followThenable(result as T & object, follower, followResult);
    case 'iterator':
      return followIterator(result as T & object, follower);
    case 'iterable':
      return followIterable(result as T & object, follower);
    default:
      follower.onDone();
      return result;
  }
}
