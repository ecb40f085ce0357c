// To be replaced at the merge by store/d1/d1-store.ts, retry.ts and rest.ts: as little of a D1 store as the Worker's side needs to be tested.
import type { Event, SessionRecord } from '../event/types.ts';
import type { Connection } from '../store/d1/connection.ts';
import { D1Error } from '../store/d1/d1-error.ts';
import { CALL_TOKENS, writeStatements } from '../store/d1/write.ts';
import type { TokenSummary } from '../store/token-summary.ts';
import type { EventLine, Store } from '../store/types.ts';

export function withRetries(connection: Connection): Connection {
  return {
    name: connection.name,
    async run(statements) {
      for (let attempt = 1; ; attempt += 1) {
        try {
          return await connection.run(statements);
        } catch (error) {
          if (!(error instanceof D1Error) || error.remedy !== 'later' || attempt >= 4) throw error;
          await new Promise<void>((resolve) => {
            setTimeout(resolve, 50 * 2 ** attempt * Math.random());
          });
        }
      }
    },
  };
}

export function createD1Store(connection: Connection): Store {
  const rows = async (sql: string, param: unknown) =>
    (await connection.run([{ sql, param: JSON.stringify(param) }]))[0] ?? [];

  async function* events(selection: Parameters<Store['events']>[0]) {
    const { sessionId, type, last, accepts = () => true } = selection;
    const found = await rows(
      `SELECT payload FROM events WHERE (?1->>'$.s' IS NULL OR session_id = ?1->>'$.s')
        AND (?1->>'$.t' IS NULL OR event_type = ?1->>'$.t') ORDER BY ts, rowid`,
      { s: sessionId ?? null, t: type ?? null },
    );
    const lines = found.map(({ payload }, start): EventLine => {
      const text = String(payload);
      return { kind: 'event', event: JSON.parse(text) as Event, text, start, end: start + 1 };
    });
    yield lines.filter(accepts).slice(last === undefined ? 0 : -last);
  }

  return {
    name: connection.name,
    async write(batch) {
      const statements = writeStatements(batch);
      if (statements.length > 0) await connection.run(statements);
    },
    async hasSessions(ids) {
      const found = await rows(
        'SELECT session_id FROM agent_sessions WHERE session_id IN (SELECT value FROM json_each(?1))',
        ids,
      );
      return new Set(found.map((row) => String(row.session_id)));
    },
    async newestSession() {
      const [row] = await rows(
        'SELECT session_id FROM events WHERE ?1 IS NOT NULL ORDER BY ts DESC LIMIT 1',
        0,
      );
      return row === undefined ? undefined : String(row.session_id);
    },
    async earlierSessions() {
      return [];
    },
    async *sessions() {
      const found = await rows('SELECT * FROM agent_sessions WHERE ?1 IS NOT NULL', 0);
      for (const row of found) yield { record: row as unknown as SessionRecord, events: {} };
    },
    events,
    async *readBackward(sessionId) {
      for await (const lines of events({ sessionId })) yield [...lines].reverse();
    },
    async tokenSummary(sessionId): Promise<TokenSummary> {
      const found = await rows(
        `SELECT payload->>'$.model' AS model, count(*) AS calls, sum(${CALL_TOKENS}) AS tokens FROM events
          WHERE session_id = ?1->>0 AND event_type = 'llm_call' GROUP BY 1 ORDER BY tokens DESC`,
        [sessionId],
      );
      const by_model = Object.fromEntries(
        found.map(({ model, calls, tokens }) => [
          String(model),
          { calls: Number(calls), tokens: Number(tokens) },
        ]),
      );
      return { total_tokens: found.reduce((sum, { tokens }) => sum + Number(tokens), 0), by_model };
    },
  };
}
