/** Who may name the session of an event. Looking at the last two costs something: they are asked only when needed. */
export interface SessionSources {
  /** Given to the call. */
  readonly given?: string | undefined;
  /** Of the async context (`runSession`). */
  readonly context?: string | undefined;
  /** Started by this process. */
  readonly started?: string | undefined;
  /** `AGENTLOG_SESSION`, if it is a session's id. */
  readonly environment?: string | undefined;
  /** The folder's current session: the agent's own mark if the agent names its session, else everybody's. */
  readonly current: () => string | undefined;
  /** Derived from the agent's own name for its session. */
  readonly derived: () => string | undefined;
}

/** The session that an event belongs to: the first that is named. `undefined`: one is to be opened for this process. */
export function resolveSession(sources: SessionSources): string | undefined {
  return (
    sources.given ??
    sources.context ??
    sources.started ??
    sources.environment ??
    sources.current() ??
    sources.derived()
  );
}
