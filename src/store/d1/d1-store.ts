import type { Store } from '../types.ts';
import type { Connection } from './connection.ts';
import { createReader } from './d1-reader.ts';
import { createWriter } from './write-batch.ts';

/** A D1 database as a place of sessions. Its tables must be there: `initSchema`. */
export function createD1Store(connection: Connection): Store {
  return { ...createReader(connection), write: createWriter(connection) };
}
