// To be replaced at the merge: the connection, its retries and the writer have files of their own in store/d1/.
import type { D1Settings } from '../base/d1-settings.ts';
import type { Connection, Row, Statement } from '../store/d1/connection.ts';
import { D1Error } from '../store/d1/d1-error.ts';
import { faultOfMessage } from '../store/d1/fault.ts';
import { SCHEMA } from '../store/d1/schema.ts';
import { writeStatements } from '../store/d1/write.ts';
import type { PushTarget } from './push-folder.ts';

export interface D1Target extends PushTarget {
  readonly name: string;
  /** Makes the tables and indexes; where they are there already, nothing changes. @throws AGENTLOG_D1 */
  init(): Promise<void>;
}

export interface D1TargetOptions {
  readonly attempts: number;
  /** Of waiting between attempts, in ms, for one request. */
  readonly maxWaitMs: number;
  readonly onWait?: (waitMs: number, error: D1Error) => void;
  readonly signal?: AbortSignal;
}

/** The D1 database that the settings name, as a place to push to. */
export function openD1Target(settings: D1Settings, options: D1TargetOptions): D1Target {
  return d1Target(withRetries(connect(settings, options.signal), options));
}

/** The target behind any way to a D1 database. */
export function d1Target(connection: Connection): D1Target {
  return {
    name: connection.name,
    async init() {
      await connection.run(SCHEMA);
    },
    async hasSessions(ids) {
      const sql =
        'SELECT session_id FROM agent_sessions WHERE session_id IN (SELECT value FROM json_each(?1))';
      const [rows = []] = await connection.run([{ sql, param: JSON.stringify(ids) }]);
      return new Set(rows.map(({ session_id }) => String(session_id)));
    },
    async write(batch) {
      const statements = writeStatements(batch);
      if (statements.length > 0) await connection.run(statements);
    },
  };
}

const TIMEOUT_MS = 60_000;

function connect(settings: D1Settings, signal: AbortSignal | undefined): Connection {
  const { baseUrl, accountId, databaseId, apiToken } = settings;
  const url = `${baseUrl}/accounts/${encodeURIComponent(accountId)}/d1/database/${encodeURIComponent(databaseId)}/query`;
  return {
    name: `D1 database ${databaseId}`,
    async run(statements: readonly Statement[]): Promise<Row[][]> {
      let status: number;
      let text: string;
      let retryAfterMs: number | undefined;
      try {
        const timeout = AbortSignal.timeout(TIMEOUT_MS);
        const answer = await fetch(url, {
          method: 'POST',
          headers: { authorization: `Bearer ${apiToken}`, 'content-type': 'application/json' },
          body: JSON.stringify({
            batch: statements.map(({ sql, param }) => ({
              sql,
              ...(param !== undefined && { params: [param] }),
            })),
          }),
          signal: signal === undefined ? timeout : AbortSignal.any([signal, timeout]),
        });
        status = answer.status;
        const after = Number(answer.headers.get('retry-after') ?? Number.NaN);
        retryAfterMs = Number.isFinite(after) ? after * 1000 : undefined;
        text = await answer.text();
      } catch (cause) {
        signal?.throwIfAborted();
        throw new D1Error('D1 cannot be reached', 'later', { cause });
      }
      let body: { result?: { results?: Row[] }[]; errors?: { message?: string }[] } | undefined;
      try {
        body = JSON.parse(text) as typeof body;
      } catch {
        body = undefined;
      }
      if (status === 200 && body?.result !== undefined) return body.result.map(({ results = [] }) => results);
      const said = body?.errors?.[0]?.message ?? `HTTP ${status}`;
      if (status === 429 || status >= 500 || body === undefined)
        throw new D1Error(`D1 is not available: ${said}`, 'later', { retryAfterMs });
      if (status === 400) throw faultOfMessage(said);
      throw new D1Error(`D1 refused: ${said}`, 'never');
    },
  };
}

function withRetries(connection: Connection, options: D1TargetOptions): Connection {
  const { attempts, maxWaitMs, onWait, signal } = options;
  return {
    name: connection.name,
    async run(statements) {
      let waitedMs = 0;
      for (let attempt = 1; ; attempt += 1) {
        try {
          return await connection.run(statements);
        } catch (error) {
          if (!(error instanceof D1Error) || error.remedy !== 'later' || attempt >= attempts) throw error;
          const waitMs = error.retryAfterMs ?? Math.random() * Math.min(2000, 50 * 2 ** attempt);
          waitedMs += waitMs;
          if (waitedMs > maxWaitMs) throw error;
          onWait?.(waitMs, error);
          await pause(waitMs, signal);
        }
      }
    },
  };
}

function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop);
      resolve();
    }, ms);
    signal?.addEventListener('abort', stop, { once: true });
  });
}
