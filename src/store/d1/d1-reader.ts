import type { StoreReader } from '../types.ts';
import type { Connection } from './connection.ts';
import { followD1 } from './follow-d1.ts';
import { readBackward } from './read-backward.ts';
import { readEvents } from './read-events.ts';
import { readRecord } from './read-record.ts';
import { findRecent, findSessions, readSessions } from './read-sessions.ts';
import { readTokens } from './read-tokens.ts';

/**
 * The side of a D1 database that is read. Filters run in SQL, on the indexes; each request gives a page, and the next is made when it is
 * asked for. Every method fails with a `D1Error` when the database cannot be reached or refuses.
 */
export function createReader(connection: Connection): StoreReader {
  return {
    name: connection.name,
    hasSessions: (ids) => findSessions(connection, ids),
    newestSession: async () => (await findRecent(connection)).at(-1),
    async earlierSessions(sessionId, max) {
      const ids = await findRecent(connection, { also: sessionId });
      const own = Math.max(0, ids.indexOf(sessionId));
      return ids.slice(0, own).reverse().slice(0, Math.max(0, max));
    },
    sessions: (last) => readSessions(connection, last),
    events: (selection) => readEvents(connection, selection),
    readBackward: (sessionId, options) => readBackward(connection, sessionId, options),
    tokenSummary: (sessionId) => readTokens(connection, sessionId),
    firstRecord: (sessionId) => readRecord(connection, sessionId),
    follow: (sessionId) => followD1(connection, sessionId),
  };
}
