import { orderModels, type TokenSummary } from '../token-summary.ts';
import { readCalls } from './read-calls.ts';
import type { Folder } from './types.ts';

/**
 * Sums up the model calls of a session, over all processes that wrote to it: reads its file as a stream and of that only
 * the lines of model calls, so that memory does not grow with the file. A session without a file has no tokens.
 * @throws AGENTLOG_SESSION when the id is none
 */
export function summarizeTokens(folder: Folder, sessionId: string): TokenSummary {
  const byModel = new Map<string, { calls: number; tokens: number }>();
  readCalls(folder, sessionId, (model, tokens) => {
    const sum = byModel.get(model) ?? { calls: 0, tokens: 0 };
    sum.calls += 1;
    sum.tokens += tokens;
    byModel.set(model, sum);
  });
  return orderModels(byModel);
}
