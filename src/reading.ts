import type { Event, EventType } from './event/types.ts';
import { loadContext, loadRecording } from './load.ts';
import { recorder } from './recorder-slot.ts';
import type { ContextOptions } from './report/context/context-options.ts';
import type { ReadEventsOptions } from './session/read-events-options.ts';
import { noTokens, type TokenSummary } from './store/token-summary.ts';
import type { FromStore, Store, StoreReader } from './store/types.ts';
import { getSessionId } from './switch.ts';

interface FromFolder {
  readonly store?: undefined;
}

interface FromAnywhere {
  readonly store?: StoreReader | undefined;
}

type EventsAsked<T extends EventType> = ReadEventsOptions & { readonly type?: T | undefined };

/**
 * The tokens of a session's model calls, together and by model, over all processes that log to it; of the session that
 * `getSessionId` names if none is given. Reads the session's file. Empty when recording is off or there is no such session. Never throws.
 *
 * @example
 * tokenSummary(); // { total_tokens: 15420, by_model: { 'gpt-4': { calls: 12, tokens: 14200 }, 'gpt-3.5-turbo': { calls: 3, tokens: 1220 } } }
 */
export function tokenSummary(sessionId?: string): TokenSummary;
/**
 * The same of a session in another store, whether recording is on or off; if none is given, of the current one if that is there, else of the one
 * written to last. Rejects when the store cannot be read.
 *
 * @example
 * await tokenSummary({ store: folderStore('../other/.agentlog') });
 */
export function tokenSummary(
  options: FromStore & { readonly sessionId?: string | undefined },
): Promise<TokenSummary>;
export function tokenSummary(
  asked?: string | (FromStore & { readonly sessionId?: string | undefined }),
): TokenSummary | Promise<TokenSummary> {
  if (typeof asked === 'object' && asked !== null)
    return loadContext().tokenSummaryOf(asked.store, asked.sessionId, getSessionId());
  return recorder === undefined ? noTokens() : recorder.tokenSummary(asked);
}

/**
 * What an agent needs to debug now, as `agentlog context` prints it, in at most so many tokens: for a prompt. Reads the store
 * folder's files, some 0.1 s; works whether recording is on or off. What stands in the way is told in a line in its place. Never throws.
 *
 * @example
 * const prompt = `The tests fail. ${debugContext({ maxTokens: 1000 })}`;
 */
export function debugContext(options?: ContextOptions & FromFolder): string;
/**
 * The same of a session in another store; sources and git's state are those around the working directory. A session that is not there is
 * told in a line. Rejects when the store cannot be read.
 */
export function debugContext(options: ContextOptions & FromStore): Promise<string>;
export function debugContext(options: ContextOptions & FromAnywhere = {}): string | Promise<string> {
  const store = options?.store;
  return store === undefined
    ? loadContext().debugContext(options, getSessionId())
    : loadContext().debugContextOf(store, options, getSessionId());
}

/**
 * The events of a session, oldest first, as they are stored: those of the current session, else of the one written to last, if
 * none is named. A stream: the file is read as the loop goes on, memory does not grow with it, and with `last` only its end is read.
 * Reading is no recording: it works on or off. Where there is nothing to read, it gives nothing; never throws.
 *
 * @example
 * for (const failure of readEvents({ type: 'failure', last: 3 })) console.log(failure.error.msg, failure.location);
 */
export function readEvents<T extends EventType = EventType>(
  options?: EventsAsked<T> & FromFolder,
): Generator<EventOf<T>, void, undefined>;
/**
 * The same of a session in another store, page by page as the loop goes on. The loop throws when the store cannot be read.
 *
 * @example
 * for await (const event of readEvents({ store: folderStore('../other/.agentlog') })) console.log(event.id);
 */
export function readEvents<T extends EventType = EventType>(
  options: EventsAsked<T> & FromStore,
): AsyncGenerator<EventOf<T>, void, undefined>;
export function readEvents<T extends EventType>(
  options: EventsAsked<T> & FromAnywhere = {},
): Generator<EventOf<T>, void, undefined> | AsyncGenerator<EventOf<T>, void, undefined> {
  const store = options?.store;
  return store === undefined
    ? (loadRecording().readEvents(options, getSessionId()) as Generator<EventOf<T>, void, undefined>)
    : (loadContext().readEventsOf(store, options, getSessionId()) as AsyncGenerator<
        EventOf<T>,
        void,
        undefined
      >);
}

/**
 * Another store folder, named `.agentlog` as a rule, to read from or to write to; `path` may be relative to the working directory. It need not
 * exist: opening makes nothing. @throws AGENTLOG_STORE when a link, a file or another user's folder is in its place
 */
export function folderStore(path: string): Store {
  return loadContext().folderStore(path);
}

/** The event of a kind. */
export type EventOf<T extends EventType> = Event & { readonly event_type: T };
