import type { LlmCallFields } from '../capture/llm/call.ts';
import type { ToolRun } from '../capture/output/types.ts';
import type { Event, EventType } from '../event/types.ts';
import type { ReadEventsOptions } from '../session/read-events-options.ts';
import type { TokenSummary } from '../store/token-summary.ts';
import type { Store } from '../store/types.ts';
import type { AsyncStorage } from './async-context.ts';

export interface D1StoreOptions {
  /** Whether what is logged is kept; off, every `log…` gives `''`. @defaultValue true */
  readonly enabled?: boolean | undefined;
  /**
   * `new AsyncLocalStorage()` of `node:async_hooks`, which `runSession` carries its session in. It may be left out where the Worker has the flag
   * `nodejs_compat` at a compatibility date that gives it a global `process`.
   */
  readonly asyncLocalStorage?: AsyncStorage | undefined;
}

/**
 * A D1 database that is logged to and read. What is logged is held until `flush`; no call of these waits for the database but those that
 * give a promise, and none of the `log…` functions throws. An event goes into the session given to the call, else into that of the async context
 * (`runSession`), else into the one that this store started last, else into one that opens by itself. Requests that run at
 * the same time should have a store each, or each a `runSession`.
 */
export interface D1Store extends Store {
  /** Begins a session, which what is logged goes to from now on, and gives its id. The one that this store started before ends. */
  startSession(agentName: string, task: string): string;
  /** Ends the given session, else the one that an event would go to. */
  endSession(sessionId?: string): void;
  /**
   * Runs `fn` in a session of its own and ends it when `fn` is done, its promise settled. What is logged inside goes to that session, where the
   * platform has an `AsyncLocalStorage`; for where it has none, `fn` is handed the session's id. Gives and throws what `fn` does.
   */
  runSession<T>(agentName: string, task: string, fn: (sessionId: string) => T): T;
  /** The session that an event would go to now, without opening one. */
  getSessionId(): string | undefined;
  /** Logs a failure: what was thrown and where; a Worker cannot read variables. One error is one event. Gives the event's id. */
  logFailure(error: unknown, sessionId?: string): string;
  /** Logs a model call that was made. Gives the event's id. */
  logLlmCall(fields: LlmCallFields, sessionId?: string): string;
  /** Logs what a tool printed, as texts or bytes of UTF-8. Gives the event's id. */
  logToolOutput(run: ToolRun, sessionId?: string): string;
  /** Logs what a turn changed, from the text of a unified diff; its first 50 lines are kept. Gives the event's id. */
  logGitDiff(diff: string, turnNumber?: number, sessionId?: string): string;
  /** Logs a decision. Gives the event's id. */
  logDecision(
    question: string,
    answer: unknown,
    reason?: string,
    context?: Readonly<Record<string, unknown>>,
    sessionId?: string,
  ): string;
  /** What the model calls of a session took, of the one that an event would go to if none is given; flushes first. Never rejects. */
  tokenSummary(sessionId?: string): Promise<TokenSummary>;
  /**
   * The events of a session, oldest first, as they are stored, with what was logged before; of the session that an event would go to, else of the one
   * written to last, if none is named. Flushes first. Never throws: where the database cannot be read, it gives what it has.
   */
  readEvents<T extends EventType = EventType>(
    options?: ReadEventsOptions & { readonly type?: T | undefined },
  ): AsyncGenerator<Event & { readonly event_type: T }, void, undefined>;
  /**
   * Writes what was logged, sessions and events in one request: `ctx.waitUntil(log.flush())`. Never rejects. What D1 could not take now waits for the
   * next flush; what it will never take is dropped, and told once by `console.warn`.
   */
  flush(): Promise<void>;
}
