import type { AsyncLocalStorage } from 'node:async_hooks';
import type { CallFacts } from './call-payload.ts';

const { getBuiltinModule } = process;

/** A call that the program times by hand (`llmCall`), for the network calls that are seen inside it. */
export interface CallScope {
  /** A network call has begun inside it: told once each, so that the end of its stream is waited for. */
  onBegin(): void;
  /**
   * A network call that began inside it is over, its body read to the end or given up: told once each, also behind the
   * scope's own end. Never throws. The network call is the scope's from here on: who tells it does not log it.
   */
  onSeen(facts: CallFacts): void;
  /** Whether the call is still running. */
  readonly isOpen: boolean;
}

let storage: AsyncLocalStorage<CallScope> | undefined;

/**
 * The hand-made call that the running async context is in, the innermost, if it is still running: to be asked when a network
 * call begins. Costs one test before the first of them.
 */
export function currentScope(): CallScope | undefined {
  const scope = storage?.getStore();
  return scope?.isOpen === true ? scope : undefined;
}

/** Gives what runs a step, and what it leaves running, in the scope. Bound and not called: every frame of ours hides one in a short stack. */
export function scopeRunner(scope: CallScope): <T>(step: () => T) => T {
  const scopes = scopeStorage();
  return scopes.run.bind(scopes, scope) as <T>(step: () => T) => T;
}

/** What carries the scopes, for a channel that runs its subscribers' contexts by itself. Made at the first call. */
export function scopeStorage(): AsyncLocalStorage<CallScope> {
  storage ??= new (getBuiltinModule('node:async_hooks').AsyncLocalStorage)();
  return storage;
}
