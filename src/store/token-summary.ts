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
