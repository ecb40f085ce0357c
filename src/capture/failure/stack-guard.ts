import { guarded } from '../../base/notice.ts';

const { defineProperty, getOwnPropertyDescriptor } = Reflect;
const NAME = 'prepareStackTrace';

/** Keeps V8 from writing out the stacks of the errors that it pauses at. */
export interface StackGuard {
  /** Puts the guard back if the program has put something in its place. */
  renew(): void;
  /** What the program has set as `Error.prepareStackTrace`. */
  programsOwn(): unknown;
  /** Takes the guard away. */
  remove(): void;
}

/**
 * Installs the guard.
 *
 * An error's stack is written out when it is first asked for, and the first to ask is V8 itself: it describes the error that it
 * pauses at. That is too early. The program's own `Error.prepareStackTrace` would be called at the throw, what the program adds to the
 * message afterwards would be missing, and V8 would forget the error's position, so that Node prints an excerpt of its own
 * code where it ends a process for a rejected promise.
 *
 * Node asks `Error.prepareStackTrace` for whatever stack it writes out, and where that throws, V8 goes without and the stack stays as
 * it was, unwritten. So the property becomes an accessor that throws while V8 is paused, and at any other time gives what the program
 * has set, or what Node had put there. `isPaused` costs about 20 µs a stack; `isReading` is true while agentlog itself is at work in a pause.
 */
export function installStackGuard(isPaused: () => boolean, isReading: () => boolean): StackGuard {
  let programs: unknown;

  function get(): unknown {
    // V8 swallows what is thrown here; nobody else asks during a pause.
    if (!isReading() && isPaused()) throw undefined;
    return programs;
  }

  function set(value: unknown): void {
    programs = value;
  }

  renew();
  return { renew, programsOwn: () => programs, remove };

  function renew(): void {
    const found = getOwnPropertyDescriptor(Error, NAME);
    if (found?.get === get) return;
    // An accessor of the program's, or a frozen property, is left alone; its stacks are written at the throw then.
    if (found !== undefined && (!('value' in found) || found.configurable !== true)) return;
    programs = found?.value;
    guarded(undefined, () => {
      defineProperty(Error, NAME, { get, set, configurable: true, enumerable: found?.enumerable ?? false });
    });
  }

  function remove(): void {
    const found = getOwnPropertyDescriptor(Error, NAME);
    if (found?.get !== get) return;
    if (programs === undefined) delete (Error as { prepareStackTrace?: unknown }).prepareStackTrace;
    else
      defineProperty(Error, NAME, {
        value: programs,
        configurable: true,
        enumerable: found.enumerable === true,
        writable: true,
      });
  }
}
