import type { SessionRecord } from '../../event/types.ts';
import type { Batch, StoreWriter } from '../types.ts';
import type { Connection } from './connection.ts';
import { D1Error } from './d1-error.ts';
import { fitRow, fitSession } from './fit-row.ts';
import { MAX_BATCH_BYTES, MAX_BATCH_ROWS, rowBytes, sessionBytes } from './row-bytes.ts';
import { writeStatements } from './write-statements.ts';

/**
 * Writes batches of any size over a connection: each request is bounded in bytes and rows, one that is too much for D1 is halved, and a row
 * that is too large is cut (`fitRow`), never dropped. An id of more than 200 characters is shortened to its beginning and a hash.
 */
export function createWriter(connection: Connection): StoreWriter['write'] {
  async function writePart(part: Batch): Promise<void> {
    try {
      await connection.run(writeStatements(part));
    } catch (fault) {
      if (!(fault instanceof D1Error) || fault.remedy !== 'smaller') throw fault;
      for (const smaller of makeSmaller(part, fault)) await writePart(smaller);
    }
  }

  return async ({ sessions, events }) => {
    const fitted = { sessions: sessions.map(fitSession), events: events.map((line) => fitRow(line)) };
    for (const part of partsOf(fitted)) await writePart(part);
  };
}

/** A batch as requests that keep to the bounds, each session in the one with its first event, or before. */
function* partsOf({ sessions, events }: Batch): Generator<Batch> {
  const { of, without } = sessionsOf(sessions, events);
  let part = { sessions: [] as SessionRecord[], events: [] as Batch['events'][number][] };
  let bytes = 0;
  const isFull = (more: number) =>
    bytes > 0 &&
    (bytes + more > MAX_BATCH_BYTES || part.sessions.length + part.events.length >= MAX_BATCH_ROWS);
  function* flushBefore(more: number): Generator<Batch> {
    if (isFull(more)) {
      yield part;
      part = { sessions: [], events: [] };
      bytes = 0;
    }
    bytes += more;
  }

  for (const record of without) {
    yield* flushBefore(sessionBytes(record));
    part.sessions.push(record);
  }
  for (const line of events) {
    for (const record of of.get(line.event.session_id) ?? []) {
      yield* flushBefore(sessionBytes(record));
      part.sessions.push(record);
    }
    of.delete(line.event.session_id);
    yield* flushBefore(rowBytes(line));
    part.events.push(line);
  }
  if (bytes > 0) yield part;
}

/** The records of each session that has events here, and those of the others. */
function sessionsOf(
  sessions: readonly SessionRecord[],
  events: Batch['events'],
): { of: Map<string, SessionRecord[]>; without: SessionRecord[] } {
  const of = new Map<string, SessionRecord[]>(events.map(({ event }) => [event.session_id, []]));
  const without = sessions.filter((record) => {
    const list = of.get(record.session_id);
    list?.push(record);
    return list === undefined;
  });
  return { of, without };
}

/** What is asked of D1 in place of a request that was too much for it. @throws D1Error where nothing less can be asked */
function makeSmaller(part: Batch, fault: D1Error): Batch[] {
  const { sessions, events } = part;
  if (events.length > 1) return halvesOf(part);
  if (sessions.length + events.length > 1) {
    const middle = Math.ceil(sessions.length / 2);
    return [
      { sessions: sessions.slice(0, middle), events: [] },
      { sessions: sessions.slice(middle), events },
    ];
  }
  const [line] = events;
  if (fault.isTooLarge && line !== undefined) {
    const bytes = rowBytes(line);
    const smaller = fitRow(line, Math.floor(bytes / 2));
    if (rowBytes(smaller) < bytes) return [{ sessions, events: [smaller] }];
  }
  // It was not this row: D1 has too much to do.
  const { message, retryAfterMs, isTooLarge, cause } = fault;
  throw new D1Error(message, isTooLarge ? 'never' : 'later', { retryAfterMs, isTooLarge, cause });
}

function halvesOf({ sessions, events }: Batch): Batch[] {
  const middle = Math.ceil(events.length / 2);
  const first = events.slice(0, middle);
  const rest = events.slice(middle);
  const inFirst = new Set(first.map(({ event }) => event.session_id));
  const inRest = new Set(rest.map(({ event }) => event.session_id));
  const isLater = ({ session_id }: SessionRecord) => !inFirst.has(session_id) && inRest.has(session_id);
  return [
    { sessions: sessions.filter((record) => !isLater(record)), events: first },
    { sessions: sessions.filter(isLater), events: rest },
  ];
}
