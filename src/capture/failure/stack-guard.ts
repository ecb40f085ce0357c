import { uncurry } from '../../base/held.ts';
import { guarded } from '../../base/notice.ts';

const { defineProperty, getOwnPropertyDescriptor } = Reflect;
const weakHas: (set: WeakSet<() => unknown>, item: () => unknown) => boolean = uncurry(WeakSet.prototype.has);
const NAME = 'prepareStackTrace';

/** Keeps V8 from writing out the stacks of the errors that it pauses at. */
export interface StackGuard {
  /** Puts the guard back if the program has put something in its place. */
  renew(): void;
  /** Guards the `Error` of another realm too; one that the program has left as it was needs none, for Node then asks the main realm's. */
  addRealm(errorClass: unknown): void;
  /** Gives `lent` to whoever asks for a stack while `step` runs. */
  lend<T>(lent: unknown, step: () => T): T;
  /** What the program has set as `Error.prepareStackTrace`. */
  programsOwn(): unknown;
  /** Takes the guard away. */
  remove(): void;
}

/** The guard of one realm's `Error`. */
interface RealmGuard {
  renew(): void;
  programsOwn(): unknown;
  remove(): void;
}

/**
 * Installs the guard.
 *
 * An error's stack is written out when it is first asked for, and the first to ask is V8 itself: it describes the error that it
 * pauses at, and whatever errors our questions touch. That is too early. The program's own `Error.prepareStackTrace` would be called at
 * the throw, what the program adds to the message afterwards would be missing, and V8 would forget the error's position, so that Node
 * prints an excerpt of its own code where it ends a process for a rejected promise.
 *
 * Node asks `Error.prepareStackTrace` for whatever stack it writes out, that of the error's own realm and then the main realm's; where that
 * throws, V8 goes without and the stack stays as it was, unwritten. So the property becomes an accessor that throws while `isTooEarly`, and at
 * any other time gives what the program has set, or what Node had put there. `isTooEarly` costs about 20 µs a stack.
 */
export function installStackGuard(isTooEarly: () => boolean): StackGuard {
  let lender: (() => unknown) | undefined;
  const ours = new WeakSet<() => unknown>();
  let isRemoved = false;
  const main = createRealmGuard(Error);

  main.renew();
  return { renew: main.renew, addRealm, lend, programsOwn: main.programsOwn, remove };

  function createRealmGuard(errorClass: object): RealmGuard {
    let programs: unknown;

    function get(): unknown {
      if (lender !== undefined) return lender;
      // V8 swallows what is thrown here; nobody else asks during a pause.
      if (!isRemoved && isTooEarly()) throw undefined;
      return programs;
    }

    function set(value: unknown): void {
      programs = value;
    }

    ours.add(get);
    return { renew, programsOwn: () => programs, remove: removeOne };

    function renew(): void {
      const found = getOwnPropertyDescriptor(errorClass, NAME);
      if (found?.get !== undefined && weakHas(ours, found.get)) return;
      // An accessor of the program's, or a frozen property, is left alone; its stacks are written at the throw then.
      if (found !== undefined && (!('value' in found) || found.configurable !== true)) return;
      programs = found?.value;
      guarded(undefined, () => {
        defineProperty(errorClass, NAME, {
          get,
          set,
          configurable: true,
          enumerable: found?.enumerable ?? false,
        });
      });
    }

    function removeOne(): void {
      const found = getOwnPropertyDescriptor(errorClass, NAME);
      if (found?.get !== get) return;
      if (programs === undefined) delete (errorClass as { prepareStackTrace?: unknown }).prepareStackTrace;
      else
        defineProperty(errorClass, NAME, {
          value: programs,
          configurable: true,
          enumerable: found.enumerable === true,
          writable: true,
        });
    }
  }

  function addRealm(errorClass: unknown): void {
    if (typeof errorClass === 'function') createRealmGuard(errorClass).renew();
  }

  function lend<T>(lent: unknown, step: () => T): T {
    lender = () => lent;
    try {
      return step();
    } finally {
      lender = undefined;
    }
  }

  /** The accessors of other realms stay and do nothing: a list of them would keep contexts alive that the program has dropped. */
  function remove(): void {
    isRemoved = true;
    main.remove();
  }
}
