/** The languages that model providers speak on the wire. */
export type WireFormat =
  | 'openai-chat'
  | 'openai-completions'
  | 'openai-responses'
  | 'openai-embeddings'
  | 'anthropic'
  | 'gemini'
  | 'bedrock-converse'
  | 'bedrock-invoke'
  | 'ollama'
  | 'cohere';

/** What a request's address says of it. */
export interface Endpoint {
  readonly format: WireFormat;
  /** The model, where the address names it. */
  readonly model?: string;
  /** Whether the answer is streamed, where the address says so. */
  readonly stream?: boolean;
}

/** The beginning of a text, and how long it is as a whole. */
export interface TextStart {
  /** At most `MAX_TEXT_START_CHARS`, enough for redaction to look beyond the cut. Not redacted yet. */
  readonly text: string;
  /** The length of the whole text in UTF-16 code units. */
  readonly chars: number;
}

/** What a request's body says. */
export interface RequestReading {
  /** False where the body shows that this is no model call, whatever its address. */
  readonly isCall: boolean;
  readonly model?: string;
  /** Of a list of messages the last thing the user said. */
  readonly prompt?: TextStart;
  readonly stream?: boolean;
}

/** Token counts under one meaning for all providers; `null` is a number that was not given, or is none. */
export interface TokenCounts {
  /** All input, what came from a cache included. */
  readonly input: number | null;
  /** All output, reasoning included. */
  readonly output: number | null;
  /** The provider's own total where it gave one, else the sum of both where both are known. */
  readonly total: number | null;
  /** The part of `input` that was read from a cache. */
  readonly cached?: number;
  /** The part of `output` that was reasoning. */
  readonly reasoning?: number;
}

/** An error in the provider's words. */
export interface WireError {
  readonly type: string;
  readonly msg: string;
}

/** What an answer's body says. */
export interface AnswerReading {
  /** The model that answered. */
  readonly model?: string;
  /** The text of the answer. */
  readonly response?: TextStart;
  /** The names of the tools that the model called, in order. */
  readonly tools: readonly string[];
  readonly tokens: TokenCounts;
  readonly error?: WireError;
  /** Whether the answer came to its end: a client may close the connection behind the last word. */
  readonly isComplete: boolean;
}

/** What stands before an answer's body. */
export interface AnswerHead {
  /** `null` where it could not be seen. */
  readonly status: number | null;
  /** A header's value by its name in lower case. */
  header(name: string): string | undefined;
}

/** Takes bytes as they come and keeps a bounded part of them. Never throws. */
export interface ByteReader {
  /** The bytes belong to the program: they are not changed, and not kept without a copy. */
  add(bytes: Uint8Array): void;
  /** Nothing follows. */
  end(): void;
}

/** Reads one answer as its (decoded) bytes come. Never throws. */
export interface AnswerReader {
  add(bytes: Uint8Array): void;
  /** What was understood; also of an answer that broke off. To be called once. */
  finish(): AnswerReading;
}
