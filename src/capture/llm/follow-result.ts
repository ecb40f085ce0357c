import { guarded } from '../../base/notice.ts';
import { followGenerator } from './follow-generator.ts';
import { followThenable } from './follow-thenable.ts';
import type { HandCall } from './hand-call.ts';
import { kindOfResult } from './result-kind.ts';

const { apply } = Reflect;
const { then } = Promise.prototype;

/**
 * Tells a call when what the program's function gave has come to its end, and gives what the program is to have in its place:
 * - a promise: another promise of the same outcome;
 * - another thenable (a client's own promise with methods of its own): one that does all that it does. It is started by nobody but the program;
 * - a generator, sync or async: one that passes every step through;
 * - everything else: itself, untouched. That is the end, but for the network calls that the call still waits for.
 */
export function followResult<T>(result: T, call: HandCall): T {
  return guarded(result, () => follow(result, call));
}

function follow<T>(result: T, call: HandCall): T {
  switch (kindOfResult(result)) {
    case 'promise':
      return apply(then, result, [
        (value: unknown) => followResult(value, call),
        (error: unknown) => {
          call.onFailed(error);
          throw error;
        },
      ]) as T;
    case 'thenable':
      return followThenable(result as T & object, call, followResult);
    case 'generator':
    case 'async generator':
      return followGenerator(result as T & object, call);
    default:
      call.onDone();
      return result;
  }
}
