import type { BackwardOptions, StoredLine } from '../types.ts';
import type { Connection, Row } from './connection.ts';
import { readRowPages } from './event-page.ts';
import { SESSION_ROW } from './read-record.ts';
import { recordLine } from './row-line.ts';

/** What is read at first; whoever reads on gets more at once. */
const FIRST_ROWS = 32;

/** The session's record, then its events, the last that arrived first, as `StoreReader.readBackward` has it. */
export async function* readBackward(
  connection: Connection,
  sessionId: string,
  { type }: BackwardOptions = {},
): AsyncGenerator<readonly StoredLine[], void, undefined> {
  let record: StoredLine | undefined;
  const before = type === undefined ? [{ sql: SESSION_ROW, param: sessionId }] : [];
  const takeRecord = ([rows = []]: readonly (readonly Row[])[]) => {
    record = rows.map(recordLine).at(0);
  };
  const range = { sessionId, type, newestFirst: true, firstRows: FIRST_ROWS };
  for await (const { lines } of readRowPages(connection, range, before, takeRecord)) {
    const page = record === undefined ? lines : [record, ...lines];
    record = undefined;
    if (page.length > 0) yield page;
  }
  // A session without an event has no page.
  if (record !== undefined) yield [record];
}
