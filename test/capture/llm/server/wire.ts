import type { Scenario } from './scenarios.ts';

/** A request as a provider's file gets it. */
export interface WireCall {
  /** The path behind the prefix of flags, with its query. */
  readonly path: string;
  /** The parsed body; an empty object where it is none. */
  readonly body: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** The words of the path's prefix: `/groq+gzip/openai/v1/…` has `groq` and `gzip`. */
  readonly flags: ReadonlySet<string>;
}

/** What a call asks for. */
export interface WireRequest {
  readonly model: string;
  readonly stream: boolean;
}

/** An answer before it is sent: the pieces are what a stream sends one after the other. */
export interface WireAnswer {
  readonly status?: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly pieces: readonly (string | Uint8Array)[];
  /** How many pieces at the end a stream that is `cut` lacks. */
  readonly lastWords?: number;
}

/** One provider's interface. */
export interface Route {
  /** Whether a path, without its query, is one of this interface. */
  matches(path: string): boolean;
  read(call: WireCall): WireRequest;
  answer(call: WireCall, request: WireRequest, scenario: Scenario): WireAnswer;
  /** The body of an answer that refuses the call. */
  refuse(scenario: Scenario, call: WireCall): WireAnswer;
}

/** An answer of one JSON text. */
export function json(value: unknown, headers: Readonly<Record<string, string>> = {}): WireAnswer {
  return { headers: { 'content-type': 'application/json', ...headers }, pieces: [JSON.stringify(value)] };
}

/** A server-sent event of one line of data. */
export function sse(value: unknown, event?: string): string {
  const data = typeof value === 'string' ? value : JSON.stringify(value);
  return `${event === undefined ? '' : `event: ${event}\n`}data: ${data}\n\n`;
}

/** An answer of server-sent events. */
export function eventStream(
  pieces: readonly string[],
  lastWords: number,
  headers: Readonly<Record<string, string>> = {},
): WireAnswer {
  return {
    headers: { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-cache', ...headers },
    pieces,
    lastWords,
  };
}

/** A text field of a body. */
export function text(value: unknown, otherwise = ''): string {
  return typeof value === 'string' ? value : otherwise;
}

/** What is refused, in the body that most providers share. */
export function refusalOf({ refusal }: Scenario): { status: number; type: string; message: string } {
  return refusal ?? { status: 500, type: 'api_error', message: 'no refusal in this scenario' };
}
