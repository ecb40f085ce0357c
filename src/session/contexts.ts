import type { AsyncLocalStorage } from 'node:async_hooks';
import { followResult } from '../follow/follow-result.ts';
import { kindOfResult } from '../follow/result-kind.ts';

const { getBuiltinModule } = process;

/** The sessions of async contexts (`runSession`). */
export interface Contexts {
  /** The session of the context that is running. */
  id(): string | undefined;
  /** Leaves this session, if the running context is in it: it was ended by hand. */
  leave(sessionId: string): void;
  /** Runs `fn` in a session; `end` is called once, when `fn` is done, its promise or generator, unless the session was left before. */
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
      const contexts = storage;
      const context: Context = { sessionId, left: false };
      const runStep = <R>(step: () => R): R => contexts.run(context, step);
      let isOver = false;
      // What the context left running keeps its session, so that agents do not mix; it is only ended once.
      const endOnce = () => {
        if (!context.left && !isOver) end();
        isOver = true;
      };
      let result: ReturnType<typeof fn>;
      let hasReturned = false;
      // Not by `catch` and `throw`: what Node prints of an uncaught error would show this place instead of the program's.
      try {
        result = runStep(fn);
        hasReturned = true;
      } finally {
        if (!hasReturned) endOnce();
      }
      // A thenable that is no promise may be anything, and may never be asked for its outcome.
      if (kindOfResult(result) === 'thenable' && !isPromise(result)) {
        endOnce();
        return result;
      }
      return followResult(result, { run: runStep, touch() {}, onDone: endOnce, onFailed: endOnce });
    },
  };
}

function isPromise(value: unknown): boolean {
  return getBuiltinModule('node:util').types.isPromise(value);
}
