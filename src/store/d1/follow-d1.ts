import type { EventLine, Follower, Selection } from '../types.ts';
import type { Connection, Statement } from './connection.ts';
import { readEvents } from './read-events.ts';
import { rowLine } from './row-line.ts';

/** The most rows of one page, and how many bytes of payload end it. */
const MAX_PAGE_ROWS = 500;
const MAX_PAGE_BYTES = 1 << 20;
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
  const ofSession = sessionId === undefined ? '' : `session_id = ?1->>'session' AND `;
  const sql = `SELECT at, id, session_id, ts, event_type, payload, bytes FROM (
  SELECT *, sum(size) OVER (ORDER BY at) AS bytes FROM (
    SELECT rowid AS at, id, session_id, ts, event_type, payload, octet_length(payload) AS size FROM events
    WHERE ${ofSession}rowid > ?1->>'after' ORDER BY rowid LIMIT ${MAX_PAGE_ROWS}
  )
) WHERE bytes - size < ${MAX_PAGE_BYTES} ORDER BY at`;
  return { sql, param: JSON.stringify({ session: sessionId, after }) };
}
