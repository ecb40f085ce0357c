/** What the model calls of one session took. */
export interface TokenSummary {
  readonly total_tokens: number;
  /** By model, the one with the most tokens first. Every call counts, a failed one too. */
  readonly by_model: Readonly<Record<string, ModelTokens>>;
}

export interface ModelTokens {
  readonly calls: number;
  readonly tokens: number;
}

/** The summary of a session without a model call. */
export function noTokens(): TokenSummary {
  return { total_tokens: 0, by_model: {} };
}

/** The summary of these models, each named once: by tokens, then by calls, then by name. */
export function orderModels(models: Iterable<readonly [model: string, sum: ModelTokens]>): TokenSummary {
  const ordered = [...models].sort(
    ([a, left], [b, right]) => right.tokens - left.tokens || right.calls - left.calls || (a < b ? -1 : 1),
  );
  const total = ordered.reduce((sum, [, { tokens }]) => sum + tokens, 0);
  return { total_tokens: total, by_model: Object.fromEntries(ordered) };
}
