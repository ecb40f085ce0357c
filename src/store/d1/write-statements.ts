import { encodeJson } from '../../event/line.ts';
import type { SessionRecord } from '../../event/types.ts';
import type { Batch } from '../types.ts';
import type { Statement } from './connection.ts';
import { TOTAL_TOKENS } from './total-tokens.ts';

/** A record that does not know of the end that is there, or of an earlier one, was read before another pusher's: what it has is older. */
const IS_STALE = '(end_ts IS NOT NULL AND (excluded.end_ts IS NULL OR excluded.end_ts < end_ts))';

/** What becomes of each column of a session that is there. What is null leaves what is known; tokens only grow. */
const MERGED: Readonly<Record<string, string>> = {
  start_ts: `iif(${IS_STALE}, start_ts, excluded.start_ts)`,
  end_ts: `iif(${IS_STALE}, end_ts, coalesce(excluded.end_ts, end_ts))`,
  agent_name: laterOf('agent_name'),
  task: laterOf('task'),
  total_tokens: 'max(coalesce(total_tokens, 0), excluded.total_tokens)',
};

function laterOf(column: string): string {
  return `iif(${IS_STALE}, coalesce(${column}, excluded.${column}), coalesce(excluded.${column}, ${column}))`;
}

const COLUMNS = Object.entries(MERGED);

/** A row that would not change is not written, as D1 counts rows. */
const SESSIONS = `INSERT INTO agent_sessions (session_id, start_ts, end_ts, agent_name, task, total_tokens)
SELECT value->>0, value->>1, value->>2, value->>3, value->>4, coalesce(value->>5, 0) FROM json_each(?1) WHERE true
ON CONFLICT(session_id) DO UPDATE SET
  ${COLUMNS.map(([column, merged]) => `${column} = ${merged}`).join(',\n  ')}
WHERE ${COLUMNS.map(([column, merged]) => `${column} IS NOT ${merged}`).join('\n  OR ')}`;

/** A session whose record was lost: without a row of it, its events would be refused, and all that are written with them. */
const MISSING_SESSIONS = `INSERT INTO agent_sessions (session_id, start_ts)
SELECT value->>0, value->>1 FROM json_each(?1) WHERE true
ON CONFLICT(session_id) DO NOTHING`;

const EVENTS = `INSERT INTO events (id, session_id, ts, event_type, payload)
SELECT value->>0, value->>1, value->>2, value->>3, value->>4 FROM json_each(?1) WHERE true
ON CONFLICT(id) DO NOTHING`;

/** The sum is taken of the rows that are there, not added up: it may be run again, and several machines may share a session. */
const TOKENS = `WITH sums AS (
  SELECT session_id AS id, ${TOTAL_TOKENS} AS tokens FROM events
  WHERE session_id IN (SELECT value FROM json_each(?1)) AND +event_type = 'llm_call' GROUP BY session_id
)
UPDATE agent_sessions SET total_tokens = sums.tokens FROM sums
WHERE session_id = sums.id AND coalesce(total_tokens, 0) < sums.tokens`;

/**
 * The statements that write a batch: sessions first, as events refer to them, and last the totals of the sessions that got model calls.
 * Each may be run any number of times. A session that is not in the batch begins with its earliest event, unless D1 has it.
 */
export function writeStatements({ sessions, events }: Batch): Statement[] {
  const calling = new Set(
    events.filter(({ event }) => event.event_type === 'llm_call').map(({ event }) => event.session_id),
  );
  return [
    { sql: SESSIONS, rows: sessions.map(sessionRow) },
    { sql: MISSING_SESSIONS, rows: missingSessions({ sessions, events }) },
    { sql: EVENTS, rows: events.map(eventRow) },
    { sql: TOKENS, rows: [...calling].map(wellFormed) },
  ].flatMap(({ sql, rows }) => (rows.length === 0 ? [] : [{ sql, param: encodeJson(rows) }]));
}

function missingSessions({ sessions, events }: Batch): unknown[][] {
  const there = new Set(sessions.map(({ session_id }) => session_id));
  const starts = new Map<string, number>();
  for (const { event } of events) {
    if (there.has(event.session_id)) continue;
    const ts = finite(event.ts) ?? 0;
    starts.set(event.session_id, Math.min(ts, starts.get(event.session_id) ?? ts));
  }
  return [...starts].map(([id, start]) => [wellFormed(id), start]);
}

function sessionRow(record: SessionRecord): unknown[] {
  const { session_id, start_ts, end_ts, agent_name, task, total_tokens } = record;
  const times = [finite(start_ts) ?? 0, finite(end_ts)];
  return [wellFormed(session_id), ...times, wellFormed(agent_name), wellFormed(task), finite(total_tokens)];
}

function eventRow({ event, text }: Batch['events'][number]): unknown[] {
  const { id, session_id, ts, event_type } = event;
  return [wellFormed(id), wellFormed(session_id), finite(ts) ?? 0, wellFormed(event_type), wellFormed(text)];
}

/** One row whose number is none would make D1 refuse the whole batch, each time anew. */
function finite(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

/** Half a character would become three others on its way through JSON; what is no text is left out. */
function wellFormed(text: unknown): string | null {
  return typeof text === 'string' ? text.toWellFormed() : null;
}
