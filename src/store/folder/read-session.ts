import { foldRecords } from '../../event/line.ts';
import type { SessionRecord } from '../../event/types.ts';
import { readRecords } from './read-calls.ts';
import type { Folder } from './types.ts';

/** A session's records folded, and the tokens of its model calls. */
export interface FoldedSession {
  /** Of a session whose record was lost, the start is its first event's time. */
  readonly record: SessionRecord;
  readonly tokens: number;
}

/**
 * Folds a session; `undefined` where there is no line of it. Reads the whole file as a stream, but decodes of it only the records and
 * the calls that cannot be read otherwise.
 */
export function foldSession(folder: Folder, sessionId: string): FoldedSession | undefined {
  let record: SessionRecord | undefined;
  let tokens = 0;
  const onCall = (_model: string, count: number) => {
    tokens += count;
  };
  for (const line of readRecords(folder, sessionId, onCall)) record = foldRecords(record, line);
  const start = record?.start_ts ?? readStart(folder, sessionId);
  return start === undefined ? undefined : { record: completeRecord(sessionId, start, record), tokens };
}

/** When a session began, by its first line; `undefined` where there is none. Reads no further. */
export function readStart(folder: Folder, sessionId: string): number | undefined {
  for (const line of folder.read(sessionId))
    return line.kind === 'session' ? line.record.start_ts : line.event.ts;
  return undefined;
}

/** The record that a session's file begins with; `undefined` where it begins with an event, or with nothing. */
export function readFirstRecord(folder: Folder, sessionId: string): SessionRecord | undefined {
  for (const line of folder.read(sessionId)) return line.kind === 'session' ? line.record : undefined;
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
