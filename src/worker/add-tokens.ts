import { tokensOf } from '../event/call-tokens.ts';
import { type ModelTokens, orderModels, type TokenSummary } from '../store/token-summary.ts';
import type { Held } from './event-buffer.ts';

/** The summary with the model calls among these events. */
export function addTokens(summary: TokenSummary, events: readonly Held[]): TokenSummary {
  const byModel = new Map<string, ModelTokens>(Object.entries(summary.by_model));
  for (const { event } of events) {
    if (event.event_type !== 'llm_call') continue;
    const { calls, tokens } = byModel.get(event.model) ?? { calls: 0, tokens: 0 };
    byModel.set(event.model, { calls: calls + 1, tokens: tokens + tokensOf(event) });
  }
  return orderModels(byModel);
}
