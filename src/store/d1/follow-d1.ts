import type { EventLine, Follower, Selection } from '../types.ts';
import type { Connection, Statement } from './connection.ts';
import { MAX_PAGE_BYTES, MAX_PAGE_ROWS, pageSql } from './event-page.ts';
import { readEvents } from './read-events.ts';
import { rowLine } from './row-line.ts';

/** An empty look costs one request, and reads no row. */
const MIN_PAUSE_MS = 2_000;

/**
 * Follows a session of a D1 database, or all of them, as `StoreReader.follow` has it. Rows are numbered as they arrive, and a look reads
 * those alone that arrived since the one before.
 */
export async function followD1(connection: Connection, sessionId: string | undefined): Promise<Follower> {
  const [ends = []] = await connection.run([{ sql: 'SELECT max(rowid) AS at FROM events' }]);
  const begin = typeof ends[0]?.at === 'number' ? ends[0].at : 0;
  let seen = begin;

  return {
    before({ accepts, ...selection }) {
      const isBefore = (line: EventLine) => line.start <= begin && (accepts === undefined || accepts(line));
      return readEvents(connection, { ...selection, sessionId, accepts: isBefore });
    },
    async *look(filter) {
      for (;;) {
        const [rows = []] = await connection.run([pageStatement(sessionId, seen)]);
        const end = rows.at(-1);
        if (end === undefined) return;
        seen = Number(end.at);
        const page = rows.map(rowLine).filter((line) => line !== undefined && isWanted(line, filter));
        if (page.length > 0) yield page as EventLine[];
        if (rows.length < MAX_PAGE_ROWS && Number(end.bytes) < MAX_PAGE_BYTES) return;
      }
    },
    minPauseMs: MIN_PAUSE_MS,
  };
}

function isWanted(line: EventLine, { type, accepts }: Pick<Selection, 'type' | 'accepts'>): boolean {
  return (type === undefined || line.event.event_type === type) && (accepts === undefined || accepts(line));
}

/** What arrived behind a row. The kind is no condition here: rows of another kind would be read again at every look. */
function pageStatement(sessionId: string | undefined, after: number): Statement {
  const ofSession = sessionId === undefined ? [] : [`session_id = ?1->>'session'`];
  return {
    sql: pageSql([...ofSession, `rowid > ?1->>'after'`], (at) => at),
    param: JSON.stringify({ session: sessionId, after, rows: MAX_PAGE_ROWS }),
  };
}
