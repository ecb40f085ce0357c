import type { EventLine } from '../types.ts';
import type { Connection, Row, Statement } from './connection.ts';
import { rowLine } from './row-line.ts';

/** The most rows of one page, and how many bytes of payload end it: far below what D1 gives, and small beside a process's memory. */
export const MAX_PAGE_ROWS = 500;
export const MAX_PAGE_BYTES: number = 1 << 20;

/** What a row gives, in bytes; in another one's table it may hold nothing where it must hold something, and much where little. */
const SIZE = ['payload', 'id', 'session_id', 'event_type']
  .map((column) => `coalesce(octet_length(${column}), 0)`)
  .join(' + ');

/** A place in the order of rows; in that of all sessions by time, `ts` comes first. */
export interface RowPlace {
  readonly at: number;
  /** As the database gave it, which need not be a number. */
  readonly ts: unknown;
}

/** Which rows of `events`, in which order. */
export interface RowRange {
  /** Of this session, as they arrived; else all by time. */
  readonly sessionId?: string | undefined;
  readonly type?: string | undefined;
  readonly since?: number | undefined;
  readonly newestFirst: boolean;
  /** How many rows the first page asks for; the following ones ask for ever more. */
  readonly firstRows: number;
  /** None that arrived before this one. */
  readonly fromRow?: number | undefined;
  /** None that arrived behind this one. */
  readonly untilRow?: number | undefined;
  /** None before this place. */
  readonly begin?: RowPlace | undefined;
  /** None behind this place. */
  readonly end?: RowPlace | undefined;
}

/** Some of the rows of a range. */
export interface RowPage {
  readonly lines: readonly EventLine[];
  /** How many rows are no events. */
  readonly skipped: number;
  /** Where each line stands. */
  placeOf(line: EventLine): RowPlace;
}

/**
 * The rows of a range in pages, one request each, made when it is asked for. A page holds one row at least; none holds much more than
 * 1 MiB. `before` are statements that run with the first page; their rows go to `onBefore`.
 */
export async function* readRowPages(
  connection: Connection,
  range: RowRange,
  before: readonly Statement[] = [],
  onBefore?: (rows: readonly (readonly Row[])[]) => void,
): AsyncGenerator<RowPage, void, undefined> {
  let wanted = limitOf(range.firstRows);
  let last: RowPlace | undefined;
  for (;;) {
    const isFirst = last === undefined;
    const results = await connection.run([...(isFirst ? before : []), pageStatement(range, last, wanted)]);
    if (isFirst) onBefore?.(results.slice(0, before.length));
    const rows = results.at(-1) ?? [];
    const end = rows.at(-1);
    if (end !== undefined) yield toPage(rows);
    const isFull = Number(end?.bytes) >= MAX_PAGE_BYTES;
    if (end === undefined || (rows.length < wanted && !isFull)) return;
    last = { at: Number(end.at), ts: end.ts };
    // Rows that are read and not given are paid for and read again: of large ones fewer are asked for.
    wanted = limitOf(isFull ? rows.length * 2 : wanted * 2);
  }
}

function limitOf(rows: number): number {
  return Math.max(1, Math.min(MAX_PAGE_ROWS, Math.ceil(rows)));
}

function toPage(rows: readonly Row[]): RowPage {
  const places = new Map(rows.map((row) => [row.at, { at: Number(row.at), ts: row.ts }]));
  const lines = rows.map(rowLine).filter((line) => line !== undefined);
  return {
    lines,
    skipped: rows.length - lines.length,
    placeOf: ({ start }) => places.get(start) ?? { at: start, ts: null },
  };
}

/**
 * The unary + keeps SQLite from an index that it would have to sort behind. A place's time is looked up where its row is, so that no
 * number is read from a text, which could miss its last bit.
 */
function pageStatement(range: RowRange, last: RowPlace | undefined, wanted: number): Statement {
  const { sessionId, type, since, newestFirst, fromRow, untilRow } = range;
  const direction = newestFirst ? ' DESC' : '';
  const isByTime = sessionId === undefined;
  const begin = newestFirst ? range.begin : (last ?? range.begin);
  const end = newestFirst ? (last ?? range.end) : range.end;
  const where: string[] = [];
  if (!isByTime) where.push(`session_id = ?1->>'session'`);
  if (type !== undefined) where.push(`+event_type = ?1->>'type'`);
  if (since !== undefined) where.push(`${isByTime ? '' : '+'}ts >= ?1->>'since'`);
  if (fromRow !== undefined) where.push(`${isByTime ? '+' : ''}rowid >= ?1->>'fromRow'`);
  if (untilRow !== undefined) where.push(`${isByTime ? '+' : ''}rowid <= ?1->>'untilRow'`);
  if (begin !== undefined) where.push(compare('begin', begin === last ? '>' : '>=', isByTime));
  if (end !== undefined) where.push(compare('end', end === last ? '<' : '<=', isByTime));
  const order = (at: string) => `${isByTime ? `ts${direction}, ` : ''}${at}${direction}`;
  const param = { session: sessionId, type, since, fromRow, untilRow, begin, end, rows: wanted };
  return { sql: pageSql(where, order), param: JSON.stringify(param) };
}

/**
 * The SQL of a page: the first rows of `events` for which all of `where` hold, as many as the parameter's `rows`, and no more than its bytes;
 * `bytes` of its last row is what it holds. `order` is asked for the order by a name of the row's number.
 */
export function pageSql(where: readonly string[], order: (at: string) => string): string {
  return `SELECT at, id, session_id, ts, event_type, payload, bytes FROM (
  SELECT *, sum(size) OVER (ORDER BY ${order('at')}) AS bytes FROM (
    SELECT rowid AS at, id, session_id, ts, event_type, payload, ${SIZE} AS size FROM events
    WHERE ${where.length === 0 ? 'true' : where.join(' AND ')} ORDER BY ${order('rowid')} LIMIT ?1->>'rows'
  )
) WHERE bytes - size < ${MAX_PAGE_BYTES} ORDER BY ${order('at')}`;
}

function compare(name: 'begin' | 'end', operator: string, isByTime: boolean): string {
  const at = `?1->>'$.${name}.at'`;
  if (!isByTime) return `rowid ${operator} ${at}`;
  return `(ts, rowid) ${operator} (coalesce((SELECT ts FROM events WHERE rowid = ${at}), ?1->>'$.${name}.ts'), ${at})`;
}
