/** What a program tells of the model call that it makes in `llmCall`; what it leaves out is taken from the network call inside. */
export interface LlmCall {
  /** A text, or the answer as the model's client gave it. */
  response: unknown;
  /** All input tokens, those from a cache too. */
  tokensIn: number | null | undefined;
  /** All output tokens, reasoning too. */
  tokensOut: number | null | undefined;
  /** The part of `tokensIn` that was read from a cache. */
  tokensCached: number | null | undefined;
  /** The part of `tokensOut` that was reasoning. */
  tokensReasoning: number | null | undefined;
}

/** A model call that was made already, for `logLlmCall`. A number that is left out is stored as `null`. */
export interface LlmCallFields {
  /** The name that was asked for. */
  readonly model: string;
  /** A text, a list of messages, or the request. */
  readonly prompt?: unknown;
  /** A text, or the answer as the model's client gave it. */
  readonly response?: unknown;
  /** All input tokens, those from a cache too. */
  readonly tokensIn?: number | null | undefined;
  /** All output tokens, reasoning too. */
  readonly tokensOut?: number | null | undefined;
  /** The part of `tokensIn` that was read from a cache. */
  readonly tokensCached?: number | null | undefined;
  /** The part of `tokensOut` that was reasoning. */
  readonly tokensReasoning?: number | null | undefined;
  /** Milliseconds. */
  readonly durationMs?: number | null | undefined;
  /** Whether the answer was streamed. */
  readonly stream?: boolean | undefined;
  /** Why it failed: what was thrown. */
  readonly error?: unknown;
}

/** A call of which nothing is told yet. */
export function createCall(): LlmCall {
  return {
    response: undefined,
    tokensIn: undefined,
    tokensOut: undefined,
    tokensCached: undefined,
    tokensReasoning: undefined,
  };
}
