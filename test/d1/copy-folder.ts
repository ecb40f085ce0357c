import { connectBinding, type D1Binding } from '../../src/store/d1/binding.ts';
import type { Connection } from '../../src/store/d1/connection.ts';
import { SCHEMA } from '../../src/store/d1/schema.ts';
import { writeStatements } from '../../src/store/d1/write-statements.ts';
import { foldSession } from '../../src/store/folder/read-session.ts';
import type { Folder } from '../../src/store/folder/types.ts';
import type { EventLine } from '../../src/store/types.ts';
import type { D1World } from './start-d1.ts';

const MAX_CHARS = 1 << 19;

/** The database over its binding, with its tables. */
export async function connectTables({ db }: D1World): Promise<Connection> {
  const connection = connectBinding(db as unknown as D1Binding);
  await connection.run(SCHEMA);
  return connection;
}

/** Writes what a folder holds into a database, session after session, the one written to last at the end. */
export async function copyFolder(folder: Folder, connection: Connection): Promise<void> {
  for (const id of folder.list()) {
    const session = foldSession(folder, id);
    const events = [...folder.read(id)].filter((line): line is EventLine => line.kind === 'event');
    if (session === undefined) continue;
    const sessions = [session.record];
    for (const part of inParts(events)) await connection.run(writeStatements({ sessions, events: part }));
  }
}

/** At least one part; none much larger than a value may be in D1. */
function inParts(events: readonly EventLine[]): EventLine[][] {
  const parts: EventLine[][] = [[]];
  let chars = 0;
  for (const line of events) {
    chars += line.text.length;
    if (chars > MAX_CHARS) {
      parts.push([]);
      chars = line.text.length;
    }
    parts.at(-1)?.push(line);
  }
  return parts;
}
