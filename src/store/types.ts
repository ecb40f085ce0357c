import type { Event, EventType, SessionRecord } from '../event/types.ts';
import type { TokenSummary } from './token-summary.ts';

/** A place of sessions, read and written in one way wherever it lies: in a folder, in a D1 database. */
export interface Store extends StoreReader, StoreWriter {}

/** The side of a store that is written. */
export interface StoreWriter {
  /**
   * Writes sessions, then events; resolves when they are kept. An event whose id is there already is not written again, and what is null
   * in a session leaves what is known of it: a batch whose answer was lost may be given once more, by several writers at once.
   * @throws AGENTLOG_STORE, AGENTLOG_D1 when it cannot be written; a part of it may be kept then
   */
  write(batch: Batch): Promise<void>;
}

/** What is written in one go. A session that is neither among `sessions` nor in the store begins with the earliest of its events here. */
export interface Batch {
  readonly sessions: readonly SessionRecord[];
  /** Each with its line, without the newline; of one session in the order of its file. */
  readonly events: readonly Pick<EventLine, 'event' | 'text'>[];
}

/**
 * The side of a store that is read. Nothing that is in a store may be trusted: another writer can have put it there. What is no
 * session's id is a session that is not there, and that has nothing. What is written after a call began may not be seen by it.
 * Every method fails with AGENTLOG_STORE or AGENTLOG_D1 when the store cannot be read, and with what the system throws.
 */
export interface StoreReader {
  /** What messages call it: `/home/me/shop/.agentlog`, `D1 database 8f2c…`. */
  readonly name: string;
  /** Those of the sessions that are there. */
  hasSessions(ids: readonly string[]): Promise<ReadonlySet<string>>;
  /** The session written to last; `undefined` where there is none. */
  newestSession(): Promise<string | undefined>;
  /** At most `max` sessions written to before this one, the last first. A large store gives those of recent times alone. */
  earlierSessions(sessionId: string, max: number): Promise<readonly string[]>;
  /**
   * The sessions at a glance, the one written to last at the end; the last so many of them, else all. A database knows when a session was
   * written to by the times in it: the latest of its start, its end and its last event's.
   */
  sessions(last?: number): AsyncIterable<SessionTally>;
  /**
   * The events that were asked for, oldest first, in pages, none of them empty: memory does not grow with their number. A loop over it
   * may be left at any page.
   */
  events(selection: Selection): AsyncIterable<readonly EventLine[]>;
  /**
   * A session's lines, newest first, in pages, none of them empty; a loop over it may be left at any of them, and costs what it took. Each
   * record of the session is a line of its own: a file has them where they were written, a database has one, which comes first.
   */
  readBackward(sessionId: string, options?: BackwardOptions): AsyncIterable<readonly StoredLine[]>;
  /** What the model calls of a session took; nothing where there is none. */
  tokenSummary(sessionId: string): Promise<TokenSummary>;
  /** The record that a session began with, or the one that says more, where the place keeps one a session; `undefined` where there is none. */
  firstRecord(sessionId: string): Promise<SessionRecord | undefined>;
  /** Follows a session from now on, or all of them, those too that begin later. */
  follow(sessionId?: string): Promise<Follower>;
}

/** What arrives in a store from some moment on. */
export interface Follower {
  /** The events from before that moment, as `StoreReader.events` gives them. */
  before(selection: Omit<Selection, 'sessionId'>): AsyncIterable<readonly EventLine[]>;
  /** The events that arrived since the last look; each of them once, whole, and in some order in which they can be read. */
  look(filter: Pick<Selection, 'type' | 'accepts'>): AsyncIterable<readonly EventLine[]>;
  /** The least pause between two looks, in ms. */
  readonly minPauseMs: number;
}

/** Where a call reads from. */
export interface FromStore {
  /** Any store, as `folderStore` gives one. @defaultValue the store folder that this process uses */
  readonly store: StoreReader;
}

export interface BackwardOptions {
  /** Events of this kind alone. @defaultValue every line */
  readonly type?: EventType;
}

/** Which events are meant. */
export interface Selection {
  /**
   * Of this session, in the order in which they were written, whatever its clock did.
   * @defaultValue of all sessions, by time; where a session's clock was set back, stores differ in its order
   */
  readonly sessionId?: string | undefined;
  readonly type?: EventType | undefined;
  /** The last so many of all that are asked for; none where it is not above 0. @defaultValue all */
  readonly last?: number | undefined;
  /** Not before this time, in Unix seconds. What stands before an event of its session that is older by more than an hour may be left out. */
  readonly since?: number | undefined;
  /** Those alone for which it gives true. */
  readonly accepts?: (line: EventLine) => boolean;
  /** Told how many lines or rows were skipped because they are no events, perhaps several times. */
  readonly onSkipped?: ((count: number) => void) | undefined;
}

/**
 * One line of a session: the text as it is stored, without a newline, and what it says. `start` and `end` are its place in
 * the order of its session, in bytes of a file or numbers of rows: of two lines the later one has the greater `start`.
 */
export type StoredLine = (
  | { readonly kind: 'event'; readonly event: Event }
  | { readonly kind: 'session'; readonly record: SessionRecord }
) & { readonly text: string; readonly start: number; readonly end: number };

/** A line that holds an event. */
export type EventLine = Extract<StoredLine, { kind: 'event' }>;

/** A session at a glance. */
export interface SessionTally {
  /** Its records folded, with the tokens so far. Of a session whose record was lost, the start is its first event's time. */
  readonly record: SessionRecord;
  /** How many events of each kind there are, the kinds of the format first. */
  readonly events: Readonly<Record<string, number>>;
}
