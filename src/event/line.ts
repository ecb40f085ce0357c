import type { Event, SessionRecord } from './types.ts';

/** One line of a session's file, newline included. */
export function encodeLine(line: Event | SessionRecord): string {
  return `${JSON.stringify(line)}\n`;
}

/** What one line of a session's file holds. */
export type DecodedLine =
  | { readonly kind: 'event'; readonly event: Event }
  | { readonly kind: 'session'; readonly record: SessionRecord }
  | undefined;

/** Reads one line; a torn or foreign one gives `undefined`. */
export function decodeLine(text: string): DecodedLine {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const line = value as Record<string, unknown>;
  if (typeof line.session_id !== 'string') return undefined;
  if (line.event_type === undefined) {
    return typeof line.start_ts === 'number'
      ? { kind: 'session', record: line as unknown as SessionRecord }
      : undefined;
  }
  if (typeof line.event_type !== 'string' || typeof line.id !== 'string' || typeof line.ts !== 'number')
    return undefined;
  return { kind: 'event', event: line as unknown as Event };
}

/** Folds a session's records in the order of the file: the later non-null value stands. */
export function foldRecords(earlier: SessionRecord | undefined, later: SessionRecord): SessionRecord {
  if (earlier === undefined) return later;
  return {
    session_id: earlier.session_id,
    start_ts: later.start_ts ?? earlier.start_ts,
    end_ts: later.end_ts ?? earlier.end_ts,
    agent_name: later.agent_name ?? earlier.agent_name,
    task: later.task ?? earlier.task,
    total_tokens: later.total_tokens ?? earlier.total_tokens,
  };
}
