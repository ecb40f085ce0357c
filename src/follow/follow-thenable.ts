import type { Follower } from './follower.ts';
import { kindOfResult } from './result-kind.ts';
import { runFollowed } from './run-followed.ts';

const { apply, get, getOwnPropertyDescriptor, set } = Reflect;
const { getBuiltinModule } = process;

type Method = (...args: unknown[]) => unknown;
type Follow = <T>(result: T, follower: Follower) => T;

/**
 * A stand-in for a thenable of a class of its own, as the clients of model providers return: each method works on the thenable
 * itself, and what the program does with it (`await`, `withResponse()`) tells the follower its end. Nothing is started that the program
 * does not start; what it starts runs in the call's context, and what waits for the outcome in its own.
 */
export function followThenable<T extends object>(target: T, follower: Follower, follow: Follow): T {
  const stand: T = new Proxy(target, {
    get(object, key) {
      const value: unknown = get(object, key, object);
      if (typeof value !== 'function' || key === 'constructor' || isFixed(object, key)) return value;
      if (key === 'then') return thenOf(value as Method);
      // As it is defined for every promise; by way of `then`, so that the outcome is seen and not what it is turned into.
      if (key === 'catch')
        return (onRejected: unknown) => thenOf(get(object, 'then', object) as Method)(undefined, onRejected);
      return bound(value as Method, key);
    },
    set: (object, key, value) => set(object, key, value, object),
  });
  return stand;

  function thenOf(then: Method): Method {
    return (onFulfilled, onRejected) => {
      const [fulfilled, rejected] = [inThisContext(onFulfilled), inThisContext(onRejected)];
      const handlers = [
        (value: unknown) => {
          const handed = follow(value, follower);
          return typeof fulfilled === 'function' ? fulfilled(handed) : handed;
        },
        (error: unknown) => {
          follower.onFailed(error);
          if (typeof rejected === 'function') return rejected(error);
          throw error;
        },
      ];
      return runFollowed(() => apply(then, target, handlers), follower);
    };
  }

  /** The method with everything that hangs on it. */
  function bound(method: Method, key: PropertyKey): Method {
    return new Proxy(method, {
      apply(_method, self, args: unknown[]) {
        const handed = key === 'finally' ? [inThisContext(args[0])] : args;
        const given = follower.run(() => apply(method, self === stand ? target : self, handed));
        if (given === target) return stand;
        const kind = kindOfResult(given);
        return kind === 'promise' || kind === 'thenable' ? follow(given, follower) : given;
      },
    });
  }
}

/** A handler of the program's that runs in the context in which it was handed over, as it would without us. */
function inThisContext(handler: unknown): unknown {
  if (typeof handler !== 'function') return handler;
  const runHere = getBuiltinModule('node:async_hooks').AsyncLocalStorage.snapshot();
  return (...args: unknown[]) => runHere(() => apply(handler, undefined, args));
}

/** A property of which a Proxy may not give anything but the value itself. */
function isFixed(object: object, key: PropertyKey): boolean {
  const property = getOwnPropertyDescriptor(object, key);
  return property !== undefined && property.configurable === false && property.writable !== true;
}
