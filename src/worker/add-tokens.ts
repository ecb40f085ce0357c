import type { LlmCallEvent } from '../event/types.ts';
import type { ModelTokens, TokenSummary } from '../store/token-summary.ts';
import type { Held } from './event-buffer.ts';

/** The summary with the model calls among these events. */
export function addTokens(summary: TokenSummary, events: readonly Held[]): TokenSummary {
  const byModel = new Map<string, ModelTokens>(Object.entries(summary.by_model));
  let total = summary.total_tokens;
  for (const { event } of events) {
    if (event.event_type !== 'llm_call') continue;
    const { calls, tokens } = byModel.get(event.model) ?? { calls: 0, tokens: 0 };
    const more = tokensOf(event);
    byModel.set(event.model, { calls: calls + 1, tokens: tokens + more });
    total += more;
  }
  const models = [...byModel].sort(([, a], [, b]) => b.tokens - a.tokens || b.calls - a.calls);
  return { total_tokens: total, by_model: Object.fromEntries(models) };
}

function tokensOf({ tokens_total, tokens_in, tokens_out }: LlmCallEvent): number {
  return tokens_total ?? (tokens_in ?? 0) + (tokens_out ?? 0);
}
