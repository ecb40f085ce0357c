import { EVENT_TYPES } from '../../event/event-types.ts';
import type { SessionTally } from '../types.ts';
import type { Connection, Row, Statement } from './connection.ts';
import { SELECT_SESSIONS } from './read-record.ts';
import { numberOr, rowRecord } from './row-line.ts';
import { TOTAL_TOKENS } from './total-tokens.ts';

/** How many sessions are looked at to find the ones written to last: those that came last, by their rows. */
const RECENT_SESSIONS = 1000;
const KEYS_PER_PAGE = 1000;
/** An id has up to 69 characters, and a text of D1's two million bytes. */
const IDS_PER_REQUEST = 10_000;
const TALLIES_PER_PAGE = 50;
const KINDS: readonly string[] = EVENT_TYPES;

const KEY_COLUMNS = `SELECT rowid AS at, session_id, start_ts, end_ts,
  (SELECT ts FROM events WHERE session_id = agent_sessions.session_id ORDER BY rowid DESC LIMIT 1) AS last_ts
FROM agent_sessions`;

const KEYS = `${KEY_COLUMNS} WHERE rowid > ?1->>'after' ORDER BY rowid LIMIT ${KEYS_PER_PAGE}`;

const RECENT_KEYS = `${KEY_COLUMNS} WHERE rowid IN (SELECT rowid FROM agent_sessions ORDER BY rowid DESC LIMIT ?1->>'count')
  OR session_id IN (SELECT ?1->>'id' UNION ALL SELECT session_id FROM (SELECT session_id FROM events ORDER BY ts DESC LIMIT 1))`;

const SESSIONS = `${SELECT_SESSIONS} WHERE session_id IN (SELECT value FROM json_each(?1))`;

const COUNTS = `SELECT session_id, event_type, count(*) AS count, ${TOTAL_TOKENS} AS tokens FROM events
WHERE session_id IN (SELECT value FROM json_each(?1)) GROUP BY session_id, event_type`;

const THERE = 'SELECT session_id FROM agent_sessions WHERE session_id IN (SELECT value FROM json_each(?1))';

/** A session, and when it was written to last: the latest of its start, its end and the event that arrived last. */
interface SessionKey {
  readonly id: string;
  readonly at: number;
  readonly writtenTs: number;
}

/** Those of the sessions that have a row. */
export async function findSessions(connection: Connection, ids: readonly string[]): Promise<Set<string>> {
  const found = new Set<string>();
  for (let i = 0; i < ids.length; i += IDS_PER_REQUEST) {
    const param = JSON.stringify(ids.slice(i, i + IDS_PER_REQUEST));
    const [rows = []] = await connection.run([{ sql: THERE, param }]);
    for (const { session_id: id } of rows) found.add(String(id));
  }
  return found;
}

/**
 * The sessions written to last, the very last at the end: among the 1,000 whose rows came last (`atLeast`, if that is more), the one with
 * the latest event, and `also`. Costs some 3 rows for each that is looked at, however many there are.
 */
export async function findRecent(
  connection: Connection,
  options: { readonly also?: string; readonly atLeast?: number } = {},
): Promise<string[]> {
  const count = Math.max(RECENT_SESSIONS, Math.min(Math.ceil(options.atLeast ?? 0), Number.MAX_SAFE_INTEGER));
  const param = JSON.stringify({ count, id: options.also ?? null });
  const [rows = []] = await connection.run([{ sql: RECENT_KEYS, param }]);
  return inOrder(rows.flatMap(toKey));
}

/**
 * The sessions at a glance, as `StoreReader.sessions` has it; of the last so many those that `findRecent` finds. All of them: their
 * ids are held, some 100 bytes each, and the rest is read as it is asked for.
 */
export async function* readSessions(
  connection: Connection,
  last: number = Number.POSITIVE_INFINITY,
): AsyncGenerator<SessionTally, void, undefined> {
  if (!(last > 0)) return;
  const isAll = last === Number.POSITIVE_INFINITY;
  const ids = isAll
    ? await findAll(connection)
    : (await findRecent(connection, { atLeast: last })).slice(-Math.ceil(last));
  for (let i = 0; i < ids.length; i += TALLIES_PER_PAGE)
    yield* await tally(connection, ids.slice(i, i + TALLIES_PER_PAGE));
}

async function findAll(connection: Connection): Promise<string[]> {
  const keys: SessionKey[] = [];
  let after = Number.MIN_SAFE_INTEGER;
  for (;;) {
    const [rows = []] = await connection.run([{ sql: KEYS, param: JSON.stringify({ after }) }]);
    keys.push(...rows.flatMap(toKey));
    const next = rows.at(-1)?.at;
    if (rows.length < KEYS_PER_PAGE || typeof next !== 'number') return inOrder(keys);
    after = next;
  }
}

function toKey({ at, session_id: id, start_ts: start, end_ts: end, last_ts: last }: Row): SessionKey[] {
  if (typeof id !== 'string') return [];
  const times = [start, end, last].map((ts) => numberOr(ts, Number.NEGATIVE_INFINITY));
  return [{ id, at: numberOr(at, 0), writtenTs: Math.max(...times) }];
}

function inOrder(keys: SessionKey[]): string[] {
  return keys.sort((a, b) => compare(a.writtenTs, b.writtenTs) || a.at - b.at).map(({ id }) => id);
}

/** Two that are infinite have no difference. */
function compare(a: number, b: number): number {
  return a === b ? 0 : a - b;
}

async function tally(connection: Connection, ids: readonly string[]): Promise<SessionTally[]> {
  const param = JSON.stringify(ids);
  const statements: Statement[] = [
    { sql: SESSIONS, param },
    { sql: COUNTS, param },
  ];
  const [sessions = [], counts = []] = await connection.run(statements);
  const found = new Map(sessions.map((row) => [row.session_id, row]));
  const countsOf = new Map<unknown, Row[]>(ids.map((id) => [id, []]));
  for (const count of counts) countsOf.get(count.session_id)?.push(count);
  return ids.flatMap((id) => {
    const row = found.get(id);
    return row === undefined ? [] : toTally(row, countsOf.get(id) ?? []);
  });
}

function toTally(row: Row, counts: readonly Row[]): SessionTally[] {
  const record = rowRecord(row);
  if (record === undefined) return [];
  const tokens = counts.reduce((sum, count) => sum + numberOr(count.tokens, 0), 0);
  const events = counts
    .map(({ event_type: kind, count }) => [String(kind), numberOr(count, 0)] as const)
    .sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1));
  const total = Math.max(record.total_tokens ?? 0, tokens);
  return [{ record: { ...record, total_tokens: total }, events: Object.fromEntries(events) }];
}

function rank(kind: string): number {
  const place = KINDS.indexOf(kind);
  return place === -1 ? KINDS.length : place;
}
