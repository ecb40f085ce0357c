import type { Connection, Row } from './connection.ts';
import { D1Error } from './d1-error.ts';
import { quote } from './fault.ts';
import { SCHEMA } from './schema.ts';

/** The columns of each table; the first one is its key. */
const TABLES: Readonly<Record<string, readonly string[]>> = {
  agent_sessions: ['session_id', 'start_ts', 'end_ts', 'agent_name', 'task', 'total_tokens'],
  events: ['id', 'session_id', 'ts', 'event_type', 'payload'],
};

/**
 * Makes the tables and indexes that are missing; may be repeated. A database that has other tables of these names is left as it is.
 * @throws D1Error when a table of one of these names is not agentlog's, and for what `Connection.run` throws
 */
export async function initSchema(connection: Connection): Promise<void> {
  // First a look: half a schema beside a foreign table helps nobody.
  await checkTables(connection);
  await connection.run(SCHEMA);
  await checkTables(connection);
}

async function checkTables(connection: Connection): Promise<void> {
  const results = await connection.run([
    {
      sql: "SELECT lower(name) AS name, type FROM sqlite_master WHERE lower(name) IN ('agent_sessions', 'events')",
    },
    ...Object.keys(TABLES).map((table) => ({ sql: `PRAGMA table_info(${table})` })),
  ]);
  const [kinds = [], ...columns] = results;
  const view = kinds.find(({ type }) => type !== 'table');
  const problems = Object.entries(TABLES).flatMap(([table, ours], at) =>
    view?.name === table ? [`${table} is a ${view.type}`] : problemsOf(table, ours, columns[at] ?? []),
  );
  if (problems.length > 0)
    throw new D1Error(
      `${quote(`${connection.name}: ${problems.join('; ')}`)}: use another database`,
      'never',
    );
}

/** Why rows cannot be written to a table; nothing where it is not there. */
function problemsOf(table: string, ours: readonly string[], columns: readonly Row[]): string[] {
  if (columns.length === 0) return [];
  const names = new Set(columns.map(({ name }) => String(name).toLowerCase()));
  const lacking = ours.filter((name) => !names.has(name));
  if (lacking.length > 0) return [`its table ${table} lacks ${lacking.join(', ')}`];
  const keys = columns.filter(({ pk }) => Number(pk) > 0).map(({ name }) => String(name).toLowerCase());
  if (keys.length !== 1 || keys[0] !== ours[0]) return [`the key of its table ${table} is not ${ours[0]}`];
  const wanted = columns.filter(
    ({ name, notnull, dflt_value }) =>
      Number(notnull) === 1 && dflt_value === null && !ours.includes(String(name).toLowerCase()),
  );
  return wanted.map(({ name }) => `its table ${table} wants a ${name}, which agentlog does not have`);
}
