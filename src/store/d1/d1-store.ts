import type { Store, StoreWriter } from '../types.ts';
import type { Connection } from './connection.ts';
import { createReader } from './d1-reader.ts';
import { writeStatements } from './write.ts';

/** A D1 database as a place of sessions. Its tables must be there: `SCHEMA`. */
export function createD1Store(connection: Connection): Store {
  return { ...createReader(connection), write: createWriter(connection) };
}

// To be replaced by `createWriter` of write-batch.ts.
function createWriter(connection: Connection): StoreWriter['write'] {
  return async (batch) => {
    const statements = writeStatements(batch);
    if (statements.length > 0) await connection.run(statements);
  };
}
