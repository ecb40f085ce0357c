/** What D1 says of one statement. */
export interface Answer {
  readonly results: Record<string, unknown>[];
  readonly meta: {
    readonly changes: number;
    readonly rows_read: number;
    readonly rows_written: number;
    readonly size_after: number;
  };
}

/** A statement of the database. */
export interface LocalStatement {
  readonly sql: string;
  readonly params: readonly unknown[];
  bind(...params: unknown[]): LocalStatement;
  all(): Promise<Answer>;
  run(): Promise<Answer>;
}

/** A Worker's binding to D1, used from outside of workerd. */
export interface LocalDatabase {
  prepare(sql: string): LocalStatement;
  batch(statements: readonly LocalStatement[]): Promise<Answer[]>;
}

/** As `fetch`. */
type Send = (url: URL, init: { method: string; body: string }) => Promise<{ json(): Promise<unknown> }>;

/**
 * Asks the Worker of `rest-worker.ts` to hand statements to its binding. Not by miniflare's own proxy, which blocks this thread for every statement
 * and at times loses an answer.
 */
export function openLocalDatabase(origin: URL, send: Send = fetch): LocalDatabase {
  async function batch(statements: readonly LocalStatement[]): Promise<Answer[]> {
    const body = JSON.stringify(statements.map(({ sql, params }) => ({ sql, params })));
    const answer = await send(new URL('/binding', origin), { method: 'POST', body });
    const { results, error } = (await answer.json()) as { results?: Answer[]; error?: string };
    if (results === undefined) throw new Error(error);
    return results;
  }

  function statement(sql: string, params: readonly unknown[]): LocalStatement {
    const own: LocalStatement = {
      sql,
      params,
      bind: (...more) => statement(sql, more),
      all: runOne,
      run: runOne,
    };
    async function runOne(): Promise<Answer> {
      const [only] = await batch([own]);
      if (only === undefined) throw new Error('no answer');
      return only;
    }
    return own;
  }

  return { prepare: (sql) => statement(sql, []), batch };
}
