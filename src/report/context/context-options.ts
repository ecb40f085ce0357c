/** What `debugContext` takes. */
export interface ContextOptions {
  /** The text has no more tokens of o200k_base. @defaultValue 2000 */
  readonly maxTokens?: number | undefined;
  /** @defaultValue the session that `getSessionId` names, else the newest one */
  readonly sessionId?: string | undefined;
}
