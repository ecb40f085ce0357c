import { isSessionId } from '../../event/ids.ts';
import { noTokens } from '../token-summary.ts';
import type { SessionTally, Store } from '../types.ts';
import { followFolder } from './follow-folder.ts';
import { inPages } from './in-pages.ts';
import { readFirstRecord, readStart } from './read-session.ts';
import { selectEvents } from './select-events.ts';
import { summarizeTokens } from './summarize-tokens.ts';
import { tallySession } from './tally-session.ts';
import type { Folder } from './types.ts';
import { writeBatch } from './write-batch.ts';

/**
 * A folder as a store. What no session can be named is a session that is not there. Of two processes that write the same event at the same
 * moment both may write it: what is there is looked at first, and a file knows no lock.
 */
export function folderStore(folder: Folder): Store {
  const isThere = (id: string) => isSessionId(id) && folder.has(id);
  return {
    name: folder.path,
    hasSessions: async (ids) => new Set(ids.filter(isThere)),
    newestSession: async () => folder.list().at(-1),
    async earlierSessions(sessionId, max) {
      const ids = folder.list();
      const own = Math.max(0, ids.indexOf(sessionId));
      return ids.slice(0, own).reverse().slice(0, Math.max(0, max));
    },
    sessions: (last) => readTallies(folder, last),
    async *events(selection) {
      const { sessionId, last } = selection;
      if (last !== undefined && !(last > 0)) return;
      const ids = sessionId === undefined ? folder.list() : [sessionId].filter(isThere);
      const sources = ids.map((id) => ({ id }));
      yield* inPages(selectEvents(folder, sources, selection));
    },
    async *readBackward(sessionId, { type } = {}) {
      if (!isThere(sessionId)) return;
      yield* inPages(folder.readBackward(sessionId, type === undefined ? {} : { only: [type] }));
    },
    tokenSummary: async (sessionId) => (isThere(sessionId) ? summarizeTokens(folder, sessionId) : noTokens()),
    firstRecord: async (sessionId) => (isThere(sessionId) ? readFirstRecord(folder, sessionId) : undefined),
    follow: async (sessionId) => followFolder(folder, sessionId),
    write: async (batch) => writeBatch(folder, batch),
  };
}

async function* readTallies(
  folder: Folder,
  last: number = Number.POSITIVE_INFINITY,
): AsyncGenerator<SessionTally, void, undefined> {
  for (const id of lastWithLines(folder, last)) {
    const tally = tallySession(folder, id);
    if (tally !== undefined) yield tally;
  }
}

/** A file without a line that can be read is none of those that were asked for. */
function lastWithLines(folder: Folder, last: number): string[] {
  const ids = folder.list();
  if (last === Number.POSITIVE_INFINITY) return ids;
  const found: string[] = [];
  for (let i = ids.length - 1; i >= 0 && found.length < last; i -= 1) {
    const id = ids[i] ?? '';
    if (readStart(folder, id) !== undefined) found.push(id);
  }
  return found.reverse();
}
