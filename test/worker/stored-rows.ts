import type { RunningWorker } from './start-worker.ts';

export interface Row {
  readonly payload: Record<string, unknown>;
}

/** The events of a session, in the order of their rows. */
export async function eventsOf(worker: RunningWorker, session: unknown): Promise<Row[]> {
  const rows = await worker.rows(`SELECT payload FROM events WHERE session_id = '${session}' ORDER BY rowid`);
  return rows.map(({ payload }) => ({ payload: JSON.parse(String(payload)) as Record<string, unknown> }));
}

export function sessionsOf(worker: RunningWorker, session: unknown): Promise<Record<string, unknown>[]> {
  return worker.rows(`SELECT * FROM agent_sessions WHERE session_id = '${session}'`);
}
