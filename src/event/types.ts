import type { SafeText } from '../redact/safe-text.ts';
import type { Descriptor, SafeJson } from '../value/descriptor.ts';

/** The five kinds of event; there is no sixth. */
export type EventType = 'failure' | 'llm_call' | 'tool_output' | 'git_diff' | 'decision';

/** What every event begins with, in this order on the line. */
export interface EventHead<T extends EventType> {
  readonly event_type: T;
  /** A prefix that names the kind, and 16 letters and digits. */
  readonly id: string;
  readonly session_id: string;
  /** Unix time in seconds. */
  readonly ts: number;
}

export interface FailureEvent extends EventHead<'failure'>, FailurePayload {}

export interface FailurePayload {
  readonly error: ErrorSummary;
  /** The failure point. */
  readonly location: Location;
  /** The variables that the frame of the failure point could see, inner ones first. */
  readonly locals: Readonly<Record<string, Descriptor>>;
  readonly this?: Descriptor;
  /** Why `locals` could not be taken. */
  readonly locals_missing?: SafeText;
  /** For how long, and why, fewer throws than usual had their locals taken. */
  readonly suppressed?: SafeText;
  /** What was seen where the innermost of the error's causes was thrown, of those whose throw was seen. */
  readonly origin?: Origin;
  /** The full name of the test that failed with it, its suites before it: `cart > adds up`. */
  readonly test?: SafeText;
}

/** The place of a throw, and the variables there that the failure's own do not show. */
export interface Origin {
  readonly location: Location;
  readonly locals: Readonly<Record<string, Descriptor>>;
  readonly this?: Descriptor;
}

/** An error in few words. */
export interface ErrorSummary {
  /** The error's `name`, or its class's name where that is the plain `Error`; of a non-error, its `t`. */
  readonly type: SafeText;
  readonly msg: SafeText;
  /** The full length of a message that was cut. */
  readonly truncated?: number;
  readonly code?: SafeText | number;
  readonly cause?: ErrorSummary;
  /** The errors of an `AggregateError`. */
  readonly errors?: readonly ErrorSummary[];
  /** Of an assertion that compares: what it wanted, and what it got. */
  readonly expected?: Descriptor;
  readonly actual?: Descriptor;
}

export interface Location {
  /** Relative to the folder that holds `.agentlog`, with `/`; absolute where it lies outside. */
  readonly file: SafeText;
  /** From 1; 0 when unknown. */
  readonly line: number;
  readonly function: SafeText;
}

export interface ToolOutputEvent extends EventHead<'tool_output'>, ToolOutputPayload {}

export interface ToolOutputPayload {
  readonly call_id: string;
  readonly tool: SafeText;
  readonly stdout: SafeText;
  readonly stderr: SafeText;
  /** 128 + its number after a signal. */
  readonly exit_code: number;
  readonly duration_ms: number;
  /** The signal that ended it. */
  readonly signal?: SafeText;
  /** Why it failed: it could not be run, or its function threw. */
  readonly error?: SafeText;
  /** The full size, in bytes, of a stream that was cut. */
  readonly truncated?: { readonly stdout?: number; readonly stderr?: number };
}

export interface DecisionEvent extends EventHead<'decision'>, DecisionPayload {}

export interface DecisionPayload {
  readonly question: SafeText;
  /** A truth value, a number, a text or null as itself; any other value as its descriptor. */
  readonly answer: SafeJson | Descriptor;
  readonly reason?: SafeText;
  /** What the answer was drawn from. */
  readonly context?: Readonly<Record<string, Descriptor>>;
}

export interface LlmCallEvent extends EventHead<'llm_call'>, LlmCallPayload {}

/** A count is `null` where nobody gave it. */
export interface LlmCallPayload {
  readonly call_id: string;
  /** As the program asked for it. */
  readonly model: SafeText;
  /** All input, what came from a cache too. */
  readonly tokens_in: number | null;
  /** All output, reasoning too. */
  readonly tokens_out: number | null;
  readonly tokens_total: number | null;
  readonly duration_ms: number | null;
  /** Of a list of messages the last thing the user said. */
  readonly prompt: Descriptor;
  /** The text of the answer, or which tools it calls. */
  readonly response: Descriptor;
  /** The part of `tokens_in` that was read from a cache. */
  readonly tokens_cached?: number;
  /** The part of `tokens_out` that was reasoning. */
  readonly tokens_reasoning?: number;
  readonly stream?: boolean;
  readonly error?: CallError;
}

/** Why a model call failed. */
export interface CallError {
  readonly type: SafeText;
  readonly msg: SafeText;
  /** Of the HTTP answer. */
  readonly status?: number;
}

export interface GitDiffEvent extends EventHead<'git_diff'>, GitDiffPayload {}

/** What changed in the working tree since the last turn of the session, or since it began. */
export interface GitDiffPayload {
  /** From 1, counted by session, unless the program counts. */
  readonly turn_number: number;
  /** Of the whole change; a rename is one file. */
  readonly files_changed: number;
  readonly lines_added: number;
  readonly lines_removed: number;
  /** The first 50 lines of what `git diff` prints. */
  readonly diff: SafeText;
  /** There is more than `diff` shows. */
  readonly truncated: boolean;
}

/** Any of the five. A log that a later version wrote may hold more kinds: `event_type` is to be looked at first. */
export type Event = FailureEvent | LlmCallEvent | ToolOutputEvent | GitDiffEvent | DecisionEvent;

/** The row of `agent_sessions`: the first line of a session's file, and again whenever a field changes. */
export interface SessionRecord {
  readonly session_id: string;
  readonly start_ts: number;
  readonly end_ts: number | null;
  readonly agent_name: SafeText | null;
  readonly task: SafeText | null;
  readonly total_tokens: number | null;
}
