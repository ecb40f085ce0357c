import { after, beforeEach } from 'node:test';
import { connectBinding, type D1Binding } from '../../../src/store/d1/binding.ts';
import { createReader } from '../../../src/store/d1/d1-reader.ts';
import { SCHEMA } from '../../../src/store/d1/schema.ts';
import type { StoredLine, StoreReader } from '../../../src/store/types.ts';
import { type D1World, startD1 } from '../../d1/start-d1.ts';

export const INSERT_SESSIONS: string = `INSERT INTO agent_sessions SELECT value->>0, value->>1, value->>2, value->>3, value->>4, value->>5 FROM json_each(?1)`;
export const INSERT_EVENTS: string = `INSERT INTO events SELECT value->>0, value->>1, value->>2, value->>3, value->>4 FROM json_each(?1)`;

export function decision(answer: string): string {
  return JSON.stringify({ question: 'q', answer });
}

export async function backward(store: StoreReader, id: string): Promise<StoredLine[]> {
  const lines: StoredLine[] = [];
  for await (const page of store.readBackward(id)) lines.push(...page);
  return lines;
}

interface ReaderWorld extends D1World {
  /** Runs one statement, with the rows as its parameter. */
  run(sql: string, rows?: unknown): Promise<void>;
  /** Makes the tables anew. */
  makeTables(statements?: readonly string[]): Promise<void>;
  reader(): StoreReader;
}

/** A database whose tables are empty before each test, and that is closed when the tests of this file are done. */
export async function openReaderWorld(): Promise<ReaderWorld> {
  const world = await startD1();
  const { db } = world;
  const run = async (sql: string, rows?: unknown): Promise<void> => {
    const statement = db.prepare(sql);
    await (rows === undefined ? statement : statement.bind(JSON.stringify(rows))).run();
  };
  const makeTables = async (statements: readonly string[] = SCHEMA.map(({ sql }) => sql)): Promise<void> => {
    for (const table of ['events', 'agent_sessions']) await run(`DROP TABLE IF EXISTS ${table}`);
    for (const sql of statements) await run(sql);
  };
  after(() => world.close());
  beforeEach(() => makeTables());
  const reader = (): StoreReader => createReader(connectBinding(db as unknown as D1Binding));
  return { ...world, run, makeTables, reader };
}
