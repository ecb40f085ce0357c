import { foldRecords } from '../event/line.ts';
import type { SessionRecord } from '../event/types.ts';
import type { Folder } from '../store/types.ts';
import { readRecords, tokensOf } from './read-calls.ts';

/** What a session's file says as a whole. */
export interface SessionSummary {
  /** Its records folded. Of a session whose record was lost, the start is its first event's time. */
  readonly record: SessionRecord;
  /** The tokens of its model calls. */
  readonly tokens: number;
  readonly events: number;
  /** Lines that were torn or foreign. */
  readonly skipped: number;
}

/** Sums up a session, reading its whole file as a stream; `undefined` where there is no line of it. */
export function summarizeSession(folder: Folder, sessionId: string): SessionSummary | undefined {
  let record: SessionRecord | undefined;
  let firstTs: number | undefined;
  let tokens = 0;
  let events = 0;
  let skipped = 0;
  const onSkipped = (count: number) => {
    skipped = count;
  };
  for (const line of folder.read(sessionId, { onSkipped })) {
    if (line.kind === 'session') {
      record = foldRecords(record, line.record);
      continue;
    }
    events += 1;
    firstTs ??= line.event.ts;
    tokens += tokensOf(line.event);
  }
  const start = record?.start_ts ?? firstTs;
  return start === undefined
    ? undefined
    : { record: completeRecord(sessionId, start, record), tokens, events, skipped };
}

/**
 * A session's row: its records folded, and `total_tokens` the sum so far, also while the session is open.
 * Reads the whole file as a stream; `undefined` where there is no line of it.
 */
export function readSession(folder: Folder, sessionId: string): SessionRecord | undefined {
  const row = foldSession(folder, sessionId);
  if (row === undefined) return undefined;
  const { record, tokens } = row;
  return { ...record, total_tokens: Math.max(record.total_tokens ?? 0, tokens) };
}

/**
 * A session's records folded and the tokens of its model calls. Reads the whole file as a stream, but decodes of it only
 * the lines of these two kinds; where the record was lost, all.
 */
export function foldSession(
  folder: Folder,
  sessionId: string,
): Pick<SessionSummary, 'record' | 'tokens'> | undefined {
  let record: SessionRecord | undefined;
  let tokens = 0;
  const onCall = (_model: string, count: number) => {
    tokens += count;
  };
  for (const line of readRecords(folder, sessionId, onCall)) record = foldRecords(record, line);
  if (record === undefined) return summarizeSession(folder, sessionId);
  return { record: completeRecord(sessionId, record.start_ts, record), tokens };
}

/** When a session began, by its first line; `undefined` where there is none. Reads no further. */
export function readStart(folder: Folder, sessionId: string): number | undefined {
  for (const line of folder.read(sessionId))
    return line.kind === 'session' ? line.record.start_ts : line.event.ts;
  return undefined;
}

/** A session's record with every field, as far as it is known. */
export function completeRecord(
  sessionId: string,
  start: number,
  record: SessionRecord | undefined,
): SessionRecord {
  return {
    session_id: sessionId,
    start_ts: start,
    end_ts: record?.end_ts ?? null,
    agent_name: record?.agent_name ?? null,
    task: record?.task ?? null,
    total_tokens: record?.total_tokens ?? null,
  };
}
