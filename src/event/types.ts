import type { SafeText } from '../redact/safe-text.ts';
import type { Descriptor } from '../value/descriptor.ts';

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
  /** Since when and why fewer throws than usual had their locals taken. */
  readonly suppressed?: SafeText;
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
  /** Of the innermost cause that was seen when it was thrown: where that was, and the variables there that the failure's own do not show. */
  readonly location?: Location;
  readonly locals?: Readonly<Record<string, Descriptor>>;
  readonly this?: Descriptor;
  /** The errors of an `AggregateError`. */
  readonly errors?: readonly ErrorSummary[];
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
  /** Why it could not run at all. */
  readonly error?: SafeText;
  /** The full size, in bytes, of a stream that was cut. */
  readonly truncated?: { readonly stdout?: number; readonly stderr?: number };
}

/** An event of a kind that later versions write, or of the kinds above that a reader does not need to look into. */
export interface OtherEvent extends EventHead<Exclude<EventType, 'failure' | 'tool_output'>> {
  readonly [key: string]: unknown;
}

export type Event = FailureEvent | ToolOutputEvent | OtherEvent;

/** The row of `agent_sessions`: the first line of a session's file, and again whenever a field changes. */
export interface SessionRecord {
  readonly session_id: string;
  readonly start_ts: number;
  readonly end_ts: number | null;
  readonly agent_name: SafeText | null;
  readonly task: SafeText | null;
  readonly total_tokens: number | null;
}
