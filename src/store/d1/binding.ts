import type { Connection, Row, Statement } from './connection.ts';
import { faultOfMessage } from './fault.ts';

/** What agentlog uses of a Worker's D1 binding. */
export interface D1Binding {
  prepare(sql: string): D1BoundStatement;
  batch(statements: D1BoundStatement[]): Promise<{ readonly results?: unknown }[]>;
}

/** A statement of a binding. */
export interface D1BoundStatement {
  bind(...params: unknown[]): D1BoundStatement;
}

/** The database that a Worker is bound to. A request is one transaction. */
export function connectBinding(binding: D1Binding): Connection {
  return {
    name: 'D1',
    async run(statements) {
      try {
        const results = await binding.batch(statements.map((statement) => prepare(binding, statement)));
        return results.map(({ results: rows }) => (rows ?? []) as Row[]);
      } catch (error) {
        throw faultOfMessage(error instanceof Error ? error.message : String(error), { cause: error });
      }
    },
  };
}

function prepare(binding: D1Binding, { sql, param }: Statement): D1BoundStatement {
  const statement = binding.prepare(sql);
  return param === undefined ? statement : statement.bind(param);
}
