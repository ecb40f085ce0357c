import { CLOCK_SLACK_S, MAX_HELD_CHARS, MAX_STRAY_EVENTS } from '../../base/limits.ts';
import type { EventLine, Selection } from '../types.ts';
import type { Connection, Row } from './connection.ts';
import { type RowPlace, type RowRange, readRowPages } from './event-page.ts';

const FIRST_ROWS = 128;
/** With a filter of the caller's own, more rows have to be looked at than are given. */
const FIRST_ROWS_FILTERED = 64;

/** The events of a D1 database that were asked for, as `StoreReader.events` has it. All sessions: by time, then by arrival. */
export async function* readEvents(
  connection: Connection,
  selection: Selection,
): AsyncGenerator<readonly EventLine[], void, undefined> {
  const { sessionId, type, since, last = Number.POSITIVE_INFINITY } = selection;
  if (!(last > 0)) return;
  if (since !== undefined && !(since < Number.POSITIVE_INFINITY)) return;
  const range: Omit<RowRange, 'newestFirst' | 'firstRows'> = {
    sessionId,
    type,
    since: since === Number.NEGATIVE_INFINITY ? undefined : since,
  };
  const isAll = last === Number.POSITIVE_INFINITY;
  const bounds =
    isAll || (sessionId !== undefined && since !== undefined) ? await readBounds(connection, range) : {};
  if (bounds === undefined) return;
  const bounded = { ...range, ...bounds };
  if (isAll) yield* readForward(connection, bounded, selection);
  else yield* readLast(connection, bounded, selection, last);
}

/**
 * Where reading ends, so that it does, however fast rows arrive; and of a session since a time, where it begins: behind one that
 * is older by more than clocks differ, and has `MAX_STRAY_EVENTS` such behind it, for there is no index by session and time. `undefined` where there is no row.
 */
async function readBounds(
  connection: Connection,
  { sessionId, since }: Pick<RowRange, 'sessionId' | 'since'>,
): Promise<Pick<RowRange, 'fromRow' | 'untilRow'> | undefined> {
  const isOfSession = sessionId !== undefined;
  const param = JSON.stringify({ session: sessionId, oldest: (since ?? 0) - CLOCK_SLACK_S });
  const [ends = [], begins = []] = await connection.run([
    isOfSession
      ? { sql: `SELECT max(rowid) AS at FROM events WHERE session_id = ?1->>'session'`, param }
      : { sql: 'SELECT max(rowid) AS at FROM events' },
    ...(isOfSession && since !== undefined
      ? [
          {
            sql: `SELECT rowid AS at FROM events WHERE session_id = ?1->>'session' AND +ts < ?1->>'oldest'
ORDER BY rowid DESC LIMIT 1 OFFSET ${MAX_STRAY_EVENTS}`,
            param,
          },
        ]
      : []),
  ]);
  const untilRow = placeIn(ends);
  return untilRow === undefined ? undefined : { untilRow, fromRow: placeIn(begins) };
}

function placeIn([row]: readonly Row[]): number | undefined {
  return typeof row?.at === 'number' ? row.at : undefined;
}

async function* readForward(
  connection: Connection,
  range: Omit<RowRange, 'newestFirst' | 'firstRows'>,
  { accepts, onSkipped }: Pick<Selection, 'accepts' | 'onSkipped'>,
): AsyncGenerator<readonly EventLine[], void, undefined> {
  const pages = readRowPages(connection, { ...range, newestFirst: false, firstRows: FIRST_ROWS });
  for await (const { lines, skipped } of pages) {
    if (skipped > 0) onSkipped?.(skipped);
    const found = accepts === undefined ? lines : lines.filter(accepts);
    if (found.length > 0) yield found;
  }
}

async function* readLast(
  connection: Connection,
  range: Omit<RowRange, 'newestFirst' | 'firstRows'>,
  { accepts, onSkipped }: Pick<Selection, 'accepts' | 'onSkipped'>,
  last: number,
): AsyncGenerator<readonly EventLine[], void, undefined> {
  const firstRows = accepts === undefined ? last : Math.max(last, FIRST_ROWS_FILTERED);
  const pages = readRowPages(connection, { ...range, newestFirst: true, firstRows });
  let held: (readonly EventLine[])[] | undefined = [];
  let chars = 0;
  let found = 0;
  let begin: RowPlace | undefined;
  let end: RowPlace | undefined;
  let untilRow = 0;
  for await (const page of pages) {
    if (page.skipped > 0) onSkipped?.(page.skipped);
    const accepted = accepts === undefined ? page.lines : page.lines.filter(accepts);
    const taken = accepted.slice(0, Math.ceil(last) - found);
    const [newest] = taken;
    const oldest = taken.at(-1);
    if (newest === undefined || oldest === undefined) continue;
    end ??= page.placeOf(newest);
    begin = page.placeOf(oldest);
    untilRow = taken.reduce((row, { start }) => Math.max(row, start), untilRow);
    chars += taken.reduce((sum, { text }) => sum + text.length, 0);
    if (chars > MAX_HELD_CHARS) held = undefined;
    held?.push(taken.toReversed());
    found += taken.length;
    if (found >= last) break;
  }
  if (held !== undefined) yield* held.reverse();
  else
    yield* readForward(
      connection,
      { ...range, begin, end, untilRow },
      accepts === undefined ? {} : { accepts },
    );
}
