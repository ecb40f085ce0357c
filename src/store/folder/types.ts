import type { Event, EventType, SessionRecord } from '../../event/types.ts';
import type { StoredLine } from '../types.ts';
import type { TakeLine } from './line-kinds.ts';

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
  /**
   * What `read` gives, newest first: it costs what is taken of it and not what the file holds. A loop over it may be left at any line.
   */
  readBackward(sessionId: string, options?: ReadOptions): Iterable<StoredLine>;
  /** The byte behind the last line of the session's file that has its newline; 0 where there is none. */
  wholeEnd(sessionId: string): number;
  /** What is known of the session's file without reading it; `undefined` where there is none. */
  look(sessionId: string): SessionFile | undefined;
  /** What is known of the sessions' files without reading them; the one written to last stands last. */
  survey(): SessionFile[];
  /**
   * Removes the session's file, and what else is kept for it in the folder. Follows no link. The file goes last, so that a
   * removal that was cut off can be repeated. A process that writes to the session makes the file anew.
   * @throws AGENTLOG_STORE when something could not be removed
   */
  remove(sessionId: string): void;
  /** Every session that a `current` mark names, of whichever agent. */
  currentSessions(): string[];
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
  /** End at this byte, which must be the end of a line. @defaultValue the file's end when reading began */
  readonly until?: number;
  /**
   * Gives these kinds of lines alone. The others are not even decoded, which makes a large file ten times faster to
   * read; of what is torn among them nothing is told. @defaultValue every kind
   */
  readonly only?: readonly LineKind[];
  /** Is shown the lines of these kinds as bytes, and may take them so. What it does not take is decoded and given. */
  readonly take?: TakeLine;
  /**
   * Told once, when reading ends or is left, how many lines were skipped because they were torn or foreign; not told when none
   * was. A last line without its newline is not counted: it is being written, or its writer was killed before it was done.
   */
  readonly onSkipped?: (count: number) => void;
}

/** A session's file, seen from outside. */
export interface SessionFile {
  readonly id: string;
  readonly bytes: number;
  /** When it was last written to, in Unix seconds. */
  readonly writtenTs: number;
  /** Tells the file from another one that takes its place. */
  readonly identity: string;
}
