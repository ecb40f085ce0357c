const { apply } = Reflect;
const { then } = Promise.prototype;

/** What is used of an `AsyncLocalStorage` of `node:async_hooks`. */
export interface AsyncStorage {
  getStore(): unknown;
  run<R>(store: unknown, fn: () => R): R;
}

/** The sessions of async contexts (`runSession`). */
export interface AsyncContext {
  /** The session of the context that is running. */
  id(): string | undefined;
  /** Leaves this session, if the running context is in it: it was ended by hand. */
  leave(sessionId: string): void;
  /** Runs `fn` with the session's id; `end` is called once, when `fn` is done or its promise is settled, unless the session was left before. */
  run<T>(sessionId: string, fn: (sessionId: string) => T, end: () => void): T;
}

/** One run of a session. Those of several stores may be inside each other. */
class Running {
  readonly owner: object;
  readonly sessionId: string;
  readonly outer: Running | undefined;
  left = false;

  constructor(owner: object, sessionId: string, outer: Running | undefined) {
    this.owner = owner;
    this.sessionId = sessionId;
    this.outer = outer;
  }
}

type StorageClass = new () => AsyncStorage;

// One for all stores, made when the first session runs: each costs every context switch something.
let common: AsyncStorage | undefined;

/** The platform's, if it can be had without an import. */
function findStorage(): AsyncStorage | undefined {
  if (common !== undefined) return common;
  const module: { AsyncLocalStorage?: StorageClass } | undefined =
    globalThis.process?.getBuiltinModule?.('node:async_hooks');
  if (module?.AsyncLocalStorage !== undefined) common = new module.AsyncLocalStorage();
  return common;
}

/** The contexts of one store. Where there is no `AsyncLocalStorage`, no context carries a session: `fn` is only handed its id. */
export function createAsyncContext(given: AsyncStorage | undefined): AsyncContext {
  const owner = {};
  let storage = given;

  function running(): Running | undefined {
    const found = storage?.getStore();
    let context = found instanceof Running ? found : undefined;
    while (context !== undefined && context.owner !== owner) context = context.outer;
    return context?.left === true ? undefined : context;
  }

  return {
    id: () => running()?.sessionId,
    leave(sessionId) {
      const context = running();
      if (context?.sessionId === sessionId) context.left = true;
    },
    run(sessionId, fn, end) {
      storage ??= findStorage();
      const around = storage?.getStore();
      const context = new Running(owner, sessionId, around instanceof Running ? around : undefined);
      let isOver = false;
      // What the context left running keeps its session, so that requests do not mix; it is only ended once.
      const endOnce = () => {
        if (!context.left && !isOver) end();
        isOver = true;
      };
      const step = () => fn(sessionId);
      let result: ReturnType<typeof fn>;
      try {
        result = storage === undefined ? step() : storage.run(context, step);
      } catch (error) {
        endOnce();
        throw error;
      }
      if (!(result instanceof Promise)) {
        endOnce();
        return result;
      }
      // Another promise of the same outcome: a rejection that nobody handles stays one.
      const handlers = [
        (value: unknown) => {
          endOnce();
          return value;
        },
        (error: unknown) => {
          endOnce();
          throw error;
        },
      ];
      return apply(then, result, handlers) as typeof result;
    },
  };
}
