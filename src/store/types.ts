import type { Event, EventType, SessionRecord } from '../event/types.ts';

/** A place of sessions, opened for one process. Every call is synchronous: what it wrote is in the kernel's hands when it returns. */
export interface Folder {
  /** The `.agentlog` folder, absolute. */
  readonly path: string;
  /** The folder that holds it: locations of failures are relative to this one. */
  readonly root: string;
  /**
   * Makes the session's file with this record as its first line, unless it is there, and the folder before it.
   * Gives whether the file was made.
   * @throws AGENTLOG_STORE when it cannot be made; `cause` is what the system said
   * @throws AGENTLOG_SESSION when the id is none
   */
  create(record: SessionRecord): boolean;
  /**
   * Appends one line that is encoded already, its newline included.
   * @throws as `append` does
   */
  appendText(sessionId: string, text: string): void;
  /**
   * Appends one line, in one write, to the file that `create` made.
   * @throws AGENTLOG_STORE when it cannot be written; `cause` is what the system said
   * @throws AGENTLOG_SESSION when the session has no file, or the id is none
   */
  append(line: Event | SessionRecord): void;
  /** The session ids in the folder; the one written to last stands last. */
  list(): string[];
  /** Whether the session has a file. */
  has(sessionId: string): boolean;
  /**
   * The session's lines, oldest first, as a stream: memory does not grow with the file. It ends where the file ended
   * when reading began. A session without a file has no lines.
   */
  read(sessionId: string, options?: ReadOptions): Iterable<StoredLine>;
  /** The size of the session's file in bytes; 0 where there is none. */
  size(sessionId: string): number;
  /** The id in `current`, or in the agent's own `current_<suffix>`. */
  readCurrent(agentSuffix?: string): string | undefined;
  writeCurrent(sessionId: string, agentSuffix?: string): void;
  /** Removes the mark if it still names this session. */
  clearCurrent(sessionId: string, agentSuffix?: string): void;
  /** Gives back the file descriptors. */
  close(): void;
}

/** A session record, or an event of this type. */
export type LineKind = 'session' | EventType;

export interface ReadOptions {
  /** Begin at this byte of the file, which must be the start of a line. @defaultValue 0 */
  readonly from?: number;
  /**
   * Gives these kinds of lines alone. The others are not even decoded, which makes a large file several times faster to
   * read; of what is torn among them nothing is told. @defaultValue every kind
   */
  readonly only?: readonly LineKind[];
  /**
   * Told once, when the end is reached, how many lines were skipped because they were torn or foreign; not told when none
   * was. A last line without its newline is not counted: it is being written, or its writer was killed before it was done.
   */
  readonly onSkipped?: (count: number) => void;
}

/** One line as it stands in the file without its newline, what it says, and the byte behind it, to read on from. */
export type StoredLine = (
  | { readonly kind: 'event'; readonly event: Event }
  | { readonly kind: 'session'; readonly record: SessionRecord }
) & { readonly text: string; readonly end: number };
