import type { Event, SessionRecord } from '../../event/types.ts';
import type { Batch, EventLine } from '../types.ts';
import type { Statement } from './connection.ts';

/** What is null in a session leaves what is there; tokens only grow. A row that would not change is not written. */
const SESSIONS = `INSERT INTO agent_sessions (session_id, start_ts, end_ts, agent_name, task, total_tokens)
SELECT value->>0, value->>1, value->>2, value->>3, value->>4, coalesce(value->>5, 0) FROM json_each(?1) WHERE true
ON CONFLICT(session_id) DO UPDATE SET
  start_ts = excluded.start_ts,
  end_ts = coalesce(excluded.end_ts, end_ts),
  agent_name = coalesce(excluded.agent_name, agent_name),
  task = coalesce(excluded.task, task),
  total_tokens = max(coalesce(total_tokens, 0), excluded.total_tokens)
WHERE start_ts IS NOT excluded.start_ts
  OR end_ts IS NOT coalesce(excluded.end_ts, end_ts)
  OR agent_name IS NOT coalesce(excluded.agent_name, agent_name)
  OR task IS NOT coalesce(excluded.task, task)
  OR coalesce(total_tokens, 0) < excluded.total_tokens`;

const EVENTS = `INSERT INTO events (id, session_id, ts, event_type, payload)
SELECT value->>0, value->>1, value->>2, value->>3, value->>4 FROM json_each(?1) WHERE true
ON CONFLICT(id) DO NOTHING`;

/**
 * The tokens of one model call: its total, else input and output together, of counts that are none nothing. As `tokensOf` of
 * `store/folder/` has it.
 */
const CALL_TOKENS = `CASE
  WHEN event_type <> 'llm_call' OR NOT json_valid(payload) THEN 0
  WHEN json_type(payload, '$.tokens_total') IN ('integer', 'real') THEN max(0, payload->>'$.tokens_total')
  ELSE (CASE WHEN json_type(payload, '$.tokens_in') IN ('integer', 'real') THEN max(0, payload->>'$.tokens_in') ELSE 0 END)
    + (CASE WHEN json_type(payload, '$.tokens_out') IN ('integer', 'real') THEN max(0, payload->>'$.tokens_out') ELSE 0 END)
END`;

/**
 * The tokens of rows added up. Not by `sum`, which fails where whole numbers grow too large, as in two absurd rows; and what has no end
 * is no count.
 */
export const TOTAL_TOKENS: string = `total(iif(${CALL_TOKENS} < 9e999, ${CALL_TOKENS}, 0))`;

/** The sum is taken of the rows that are there, not added up: it may be run again, and several machines may share a session. */
const TOKENS = `WITH sums AS (
  SELECT session_id AS id, ${TOTAL_TOKENS} AS tokens FROM events
  WHERE session_id IN (SELECT value FROM json_each(?1)) AND +event_type = 'llm_call' GROUP BY session_id
)
UPDATE agent_sessions SET total_tokens = sums.tokens FROM sums
WHERE session_id = sums.id AND coalesce(total_tokens, 0) < sums.tokens`;

/**
 * The statements that write a batch: sessions first, as events refer to them, and last the totals of the sessions that got model calls.
 * Each may be run any number of times.
 */
export function writeStatements({ sessions, events }: Batch): Statement[] {
  const calling = new Set(
    events.filter(({ event }) => event.event_type === 'llm_call').map(({ event }) => event.session_id),
  );
  return [
    { sql: SESSIONS, rows: sessions.map(sessionRow) },
    { sql: EVENTS, rows: events.map(eventRow) },
    { sql: TOKENS, rows: [...calling] },
  ].flatMap(({ sql, rows }) => (rows.length === 0 ? [] : [{ sql, param: JSON.stringify(rows) }]));
}

function sessionRow(record: SessionRecord): unknown[] {
  const { session_id, start_ts, end_ts, agent_name, task, total_tokens } = record;
  return [session_id, start_ts, end_ts, wellFormed(agent_name), wellFormed(task), total_tokens];
}

function eventRow({ event, text }: { readonly event: Event; readonly text: string } | EventLine): unknown[] {
  return [event.id, event.session_id, event.ts, event.event_type, wellFormed(text)];
}

/** Half a character would become three others on its way through JSON. */
function wellFormed<T extends string | null | undefined>(text: T): T {
  return (typeof text === 'string' ? text.toWellFormed() : text) as T;
}
