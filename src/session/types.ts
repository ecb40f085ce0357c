import type {
  DecisionPayload,
  FailurePayload,
  GitDiffPayload,
  LlmCallPayload,
  ToolOutputPayload,
} from '../event/types.ts';
import type { Folder } from '../store/folder/types.ts';

/** What can be written, by kind. */
export interface Payloads {
  failure: FailurePayload;
  /** The journal adds the `call_id`. */
  llm_call: Omit<LlmCallPayload, 'call_id'>;
  /** The journal adds the `call_id`. */
  tool_output: Omit<ToolOutputPayload, 'call_id'>;
  decision: DecisionPayload;
  git_diff: GitDiffPayload;
}

/** A session that has a file. */
export interface OpenedSession {
  readonly id: string;
  /** Unix time in seconds; of a session whose first line was lost, that of the first event that is left. */
  readonly startTs: number;
}

/** The process's way into the log: knows the session, opens the folder when first needed, never throws into the program. */
export interface Journal {
  /**
   * Writes one event into the given session, else into the one that `resolveSession` names.
   * Gives its id; `''` when it could not be written, which is counted and told once on stderr.
   */
  write<T extends keyof Payloads>(type: T, payload: Payloads[T], sessionId?: string): string;
  /** Opens a session, makes it this process's own and the folder's current one. `''` when that failed. */
  startSession(agentName: string, task: string): string;
  /** Closes the session that `sessionId()` names, and takes it from `current`. */
  endSession(): void;
  /** The session an event would go to, without opening one. */
  sessionId(): string | undefined;
  /** Likewise, but as the folder's current session was a moment ago: costs no look into a file that was read just now. */
  recentSessionId(): string | undefined;
  /** The session of the running async context (`runSession`) alone; costs no look into any file. */
  contextSession(): string | undefined;
  /**
   * The session that an event would go to now, opened if it was not: for what must know the session before it writes.
   * @throws AGENTLOG_STORE, AGENTLOG_SESSION
   */
  openSession(sessionId?: string): OpenedSession;
  /** Whether another thread of this process has written this failure a moment ago; each that it wrote is found once. */
  hasFailure(payload: FailurePayload): boolean;
  /** Runs `fn` in a session of its own, for this async context, and closes it when `fn` is done (a promise: when it settles; a generator: when it ends). */
  runSession<T>(agentName: string, task: string, fn: () => T): T;
  /** The folder that locations are relative to. */
  root(): string;
  /** The folder, opened. @throws AGENTLOG_STORE */
  folder(): Folder;
  /**
   * Closes the session that was opened by itself, and tells what was lost. For the end of the process. Gives whether all was written that
   * this thread was to write.
   */
  close(): boolean;
}
