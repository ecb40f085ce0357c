/**
 * The tokens of one model call: its total, else input and output together, of counts that are none nothing. As `tokensOf` of
 * `event/` has it.
 */
const CALL_TOKENS = `CASE
  WHEN event_type <> 'llm_call' OR NOT json_valid(payload) THEN 0
  WHEN json_type(payload, '$.tokens_total') IN ('integer', 'real') THEN max(0, payload->>'$.tokens_total')
  ELSE (CASE WHEN json_type(payload, '$.tokens_in') IN ('integer', 'real') THEN max(0, payload->>'$.tokens_in') ELSE 0 END)
    + (CASE WHEN json_type(payload, '$.tokens_out') IN ('integer', 'real') THEN max(0, payload->>'$.tokens_out') ELSE 0 END)
END`;

/**
 * The tokens of rows added up. Not by `sum`, which fails where whole numbers grow too large, as in two absurd rows; and what has no end
 * is no count.
 */
export const TOTAL_TOKENS: string = `total(iif(${CALL_TOKENS} < 9e999, ${CALL_TOKENS}, 0))`;
