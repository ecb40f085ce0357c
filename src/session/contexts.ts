import type { AsyncLocalStorage } from 'node:async_hooks';

const { getBuiltinModule } = process;
const { apply } = Reflect;
const { then } = Promise.prototype;

/** The sessions of async contexts (`runSession`). */
export interface Contexts {
  /** The session of the context that is running. */
  id(): string | undefined;
  /** Leaves this session, if the running context is in it: it was ended by hand. */
  leave(sessionId: string): void;
  /** Runs `fn` in a session; `end` is called once, when `fn` is done, or its promise, unless the session was left before. */
  run<T>(sessionId: string, fn: () => T, end: () => void): T;
}

interface Context {
  readonly sessionId: string;
  left: boolean;
}

/** Contexts that cost nothing until the first one runs: only then is there an `AsyncLocalStorage`. */
export function createContexts(): Contexts {
  let storage: AsyncLocalStorage<Context> | undefined;

  function running(): Context | undefined {
    const context = storage?.getStore();
    return context?.left === true ? undefined : context;
  }

  return {
    id: () => running()?.sessionId,
    leave(sessionId) {
      const context = running();
      if (context?.sessionId === sessionId) context.left = true;
    },
    run(sessionId, fn, end) {
      storage ??= new (getBuiltinModule('node:async_hooks').AsyncLocalStorage)();
      const context: Context = { sessionId, left: false };
      // What the context left running keeps its session, so that agents do not mix; it is only ended once.
      const endOnce = () => {
        if (!context.left) end();
      };
      let result: ReturnType<typeof fn>;
      try {
        result = storage.run(context, fn);
      } catch (error) {
        endOnce();
        throw error;
      }
      if (!isPromise(result)) {
        endOnce();
        return result;
      }
      const settled = (step: (value: unknown) => unknown) => (value: unknown) => {
        endOnce();
        return step(value);
      };
      // Another promise than `fn`'s own, of the same outcome.
      return apply(then, result, [settled(pass), settled(raise)]) as typeof result;
    },
  };
}

/** A promise of the language's own, of any realm: `then` of anything else may be code that does something. */
function isPromise(value: unknown): value is Promise<unknown> {
  return getBuiltinModule('node:util').types.isPromise(value);
}

function pass(value: unknown): unknown {
  return value;
}

function raise(error: unknown): never {
  throw error;
}
