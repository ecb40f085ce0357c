import { orderModels, type TokenSummary } from '../token-summary.ts';
import type { Connection } from './connection.ts';
import { numberOr } from './row-line.ts';
import { TOTAL_TOKENS } from './total-tokens.ts';

/** A call whose model is no text is passed over, as a reader of a folder does. */
const TOKENS = `SELECT model, count(*) AS calls, ${TOTAL_TOKENS} AS tokens FROM (
  SELECT event_type, payload,
    CASE WHEN json_valid(payload) THEN iif(json_type(payload, '$.model') = 'text', payload->>'$.model', NULL) END AS model
  FROM events WHERE session_id = ?1 AND +event_type = 'llm_call'
) WHERE model IS NOT NULL GROUP BY model`;

/** What the model calls of a session took, counted where they are: it reads the session's rows and gives one a model. */
export async function readTokens(connection: Connection, sessionId: string): Promise<TokenSummary> {
  const [rows = []] = await connection.run([{ sql: TOKENS, param: sessionId }]);
  return orderModels(
    rows.map(({ model, calls, tokens }) => [
      String(model),
      { calls: numberOr(calls, 0), tokens: numberOr(tokens, 0) },
    ]),
  );
}
