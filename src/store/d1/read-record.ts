import type { SessionRecord } from '../../event/types.ts';
import type { Connection } from './connection.ts';
import { rowRecord } from './row-line.ts';

/** The rows of sessions as `rowRecord` takes them, each with the time of the event that arrived first; a `WHERE` follows. */
export const SELECT_SESSIONS = `SELECT session_id, start_ts, end_ts, agent_name, task, total_tokens,
  (SELECT ts FROM events WHERE session_id = agent_sessions.session_id ORDER BY rowid LIMIT 1) AS first_ts
FROM agent_sessions`;

/** The row of a session, `?1`. */
export const SESSION_ROW: string = `${SELECT_SESSIONS} WHERE session_id = ?1`;

/** What is known of a session; `undefined` where it has no row. */
export async function readRecord(
  connection: Connection,
  sessionId: string,
): Promise<SessionRecord | undefined> {
  const [rows = []] = await connection.run([{ sql: SESSION_ROW, param: sessionId }]);
  return rows[0] && rowRecord(rows[0]);
}
