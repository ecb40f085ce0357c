import type { AsyncLocalStorage } from 'node:async_hooks';
import { followResult } from '../follow/follow-result.ts';
import type { Follower } from '../follow/follower.ts';
import { kindOfResult } from '../follow/result-kind.ts';
import { runFollowed } from '../follow/run-followed.ts';

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
      const context: Context = { sessionId, left: false };
      let isOver = false;
      // What the context left running keeps its session, so that agents do not mix; it is only ended once.
      const endOnce = () => {
        if (!context.left && !isOver) end();
        isOver = true;
      };
      // Bound and not called: every frame of ours hides one in a short stack.
      const runStep = storage.run.bind(storage, context) as Follower['run'];
      const follower: Follower = { run: runStep, onDone: endOnce, onFailed: endOnce, onThrow: endOnce };
      const result = runFollowed(fn, follower);
      // A thenable that is no promise may be anything, and may never be asked for its outcome.
      if (kindOfResult(result) === 'thenable' && !isPromise(result)) {
        endOnce();
        return result;
      }
      return followResult(result, follower);
    },
  };
}

function isPromise(value: unknown): boolean {
  return getBuiltinModule('node:util').types.isPromise(value);
}
