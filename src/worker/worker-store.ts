import type { FillRandom } from '../event/ids.ts';
import { isSessionId } from '../event/ids.ts';
import type { SessionRecord } from '../event/types.ts';
import { D1Error } from '../store/d1/d1-error.ts';
import { noTokens, type TokenSummary } from '../store/token-summary.ts';
import type { EventLine, Store } from '../store/types.ts';
import { addTokens } from './add-tokens.ts';
import { createAsyncContext } from './async-context.ts';
import { createEventBuffer, type Held, type Outcome } from './event-buffer.ts';
import type { D1Store, D1StoreOptions } from './types.ts';
import { warnOnce } from './warn.ts';
import { createWorkerLog, messageOf } from './worker-log.ts';
import { createWorkerSessions } from './worker-sessions.ts';

/** Random bytes; asked for inside a request, as a Worker gives none while it loads. */
const fillRandom: FillRandom = (bytes) => crypto.getRandomValues(bytes as Uint8Array<ArrayBuffer>);
const NO_LOG = {
  startSession: () => '',
  endSession: () => undefined,
  getSessionId: () => undefined,
  logFailure: () => '',
  logLlmCall: () => '',
  logToolOutput: () => '',
  logGitDiff: () => '',
  logDecision: () => '',
} as const satisfies Partial<D1Store>;

/** Recording over a store: what is logged is held, and written by `flush`. Looks at nothing until then. */
export function createWorkerStore(store: Store, options: D1StoreOptions = {}): D1Store {
  const isOn = options.enabled !== false;
  const context = createAsyncContext(options.asyncLocalStorage);
  const sessions = createWorkerSessions({ fillRandom, context });
  const buffer = createEventBuffer({
    write,
    hasMore: sessions.hasChanged,
    onDropped: () => warnOnce('more events than there is room for: flush more often; the oldest are lost'),
  });
  const log = createWorkerLog({ sessions, fillRandom, add: buffer.add });

  async function write(events: readonly Held[]): Promise<Outcome> {
    const taken = sessions.take(new Set(events.map(({ event }) => event.session_id)));
    try {
      const records: SessionRecord[] = [];
      for (const { record, isOwn } of taken)
        records.push(isOwn ? record : { ...record, start_ts: await startOf(record, events) });
      await store.write({ sessions: records, events });
      sessions.settle(taken, true);
      return 'written';
    } catch (error) {
      if (!(error instanceof D1Error) || error.remedy !== 'later') {
        warnOnce(`events could not be written: ${messageOf(error)}`);
        return 'never';
      }
      sessions.settle(taken, false);
      warnOnce(`events wait for the next flush: ${messageOf(error)}`);
      return 'later';
    }
  }

  /** When a session began that another store opened; where nobody knows, with its first event here. */
  async function startOf(
    { session_id: id, start_ts }: SessionRecord,
    events: readonly Held[],
  ): Promise<number> {
    const known = await store.firstRecord(id);
    return known?.start_ts ?? events.find(({ event }) => event.session_id === id)?.event.ts ?? start_ts;
  }

  /** Asks for a session's id, or says once why there is none. */
  function tryTo<T>(fallback: T, step: () => T): T {
    try {
      return step();
    } catch (error) {
      warnOnce(messageOf(error));
      return fallback;
    }
  }

  async function tokenSummary(given?: string): Promise<TokenSummary> {
    const sessionId = tryTo(undefined, () => sessions.id(given));
    if (sessionId === undefined) return noTokens();
    await buffer.flush();
    const held = buffer.unwritten().filter(({ event }) => event.session_id === sessionId);
    try {
      const summary = await store.tokenSummary(sessionId);
      if (held.length === 0) return summary;
      // The answer to a request may have been lost that did write them.
      const landed = new Set<string>();
      const ids = new Set(held.map(({ event }) => event.id));
      const accepts = ({ event }: EventLine): boolean => ids.has(event.id);
      for await (const lines of store.events({ sessionId, type: 'llm_call', accepts }))
        for (const { event } of lines) landed.add(event.id);
      return addTokens(
        summary,
        held.filter(({ event }) => !landed.has(event.id)),
      );
    } catch (error) {
      warnOnce(`the tokens cannot be read: ${messageOf(error)}`);
      return addTokens(noTokens(), held);
    }
  }

  async function* readEvents({ sessionId: given, type, last }: Parameters<D1Store['readEvents']>[0] = {}) {
    if (last !== undefined && !(last > 0)) return;
    await buffer.flush();
    const held = buffer.unwritten();
    const ids = new Set(held.map(({ event }) => event.id));
    try {
      const sessionId = sessions.id(given) ?? held.at(-1)?.event.session_id ?? (await store.newestSession());
      if (sessionId === undefined || !isSessionId(sessionId)) return;
      const rest = held
        .filter(
          ({ event }) => event.session_id === sessionId && (type === undefined || event.event_type === type),
        )
        .slice(last === undefined ? 0 : -last);
      try {
        const accepts = ({ event }: EventLine): boolean => !ids.has(event.id);
        const more = last === undefined ? undefined : last - rest.length;
        const selection = { sessionId, type, last: more, ...(ids.size > 0 && { accepts }) };
        if (more !== 0)
          for await (const lines of store.events(selection)) for (const { event } of lines) yield event;
      } catch (error) {
        warnOnce(`the events cannot be read: ${messageOf(error)}`);
      }
      for (const { event } of rest) yield event;
    } catch (error) {
      warnOnce(`the events cannot be read: ${messageOf(error)}`);
    }
  }

  return {
    ...store,
    startSession: (agentName, task) => tryTo('', () => sessions.start(agentName, task)),
    endSession: (sessionId) => tryTo(undefined, () => sessions.end(sessionId)),
    getSessionId: () => sessions.id(),
    ...log,
    runSession(agentName, task, fn) {
      const id = isOn ? tryTo('', () => sessions.begin(agentName, task)) : '';
      return id === '' ? fn('') : context.run(id, fn, () => sessions.end(id));
    },
    tokenSummary,
    readEvents: readEvents as D1Store['readEvents'],
    flush: buffer.flush,
    ...(!isOn && NO_LOG),
  };
}
