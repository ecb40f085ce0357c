import { tokensOf } from '../../event/call-tokens.ts';
import { EVENT_TYPES } from '../../event/event-types.ts';
import { foldRecords } from '../../event/line.ts';
import type { SessionRecord } from '../../event/types.ts';
import type { SessionTally } from '../types.ts';
import { standsAt, type TakeLine } from './line-kinds.ts';
import { takeCalls } from './read-calls.ts';
import { completeRecord } from './read-session.ts';
import type { Folder } from './types.ts';

const QUOTE = 34;
const CLOSE_BRACE = 125;

/**
 * Counts a session's events and tokens; `undefined` where there is no line of it. Reads the whole file as a stream, at 1 GB/s
 * or more, for it parses next to none of it. Tokens and records are exact. A count of events may be too high by lines that were
 * cut off right behind a closing brace, or that lack what their kind must have: both begin and end as whole lines do.
 */
export function tallySession(folder: Folder, sessionId: string): SessionTally | undefined {
  const counts = new Map<string, number>(EVENT_TYPES.map((kind) => [kind, 0]));
  let record: SessionRecord | undefined;
  let firstTs: number | undefined;
  let tokens = 0;
  const count = (kind: string) => counts.set(kind, (counts.get(kind) ?? 0) + 1);
  const takeCall = takeCalls(sessionId, (_model, found) => {
    tokens += found;
  });
  const isWhole = createHeadCheck(sessionId);
  const take: TakeLine = (kind, bytes, start, end) => {
    const isTaken =
      record !== undefined &&
      (kind === 'llm_call' ? takeCall(kind, bytes, start, end) : isWhole(kind, bytes, start, end));
    if (isTaken) count(kind);
    return isTaken;
  };
  for (const line of folder.read(sessionId, { take })) {
    if (line.kind === 'session') record = foldRecords(record, line.record);
    else {
      firstTs ??= line.event.ts;
      tokens += tokensOf(line.event);
      count(line.event.event_type);
    }
  }
  const start = record?.start_ts ?? firstTs;
  if (start === undefined) return undefined;
  const total = Math.max(record?.total_tokens ?? 0, tokens);
  return {
    record: { ...completeRecord(sessionId, start, record), total_tokens: total },
    events: Object.fromEntries([...counts].filter(([, found]) => found > 0)),
  };
}

/** Tells whether a line begins as one of this session and ends as a whole one. */
function createHeadCheck(sessionId: string): TakeLine {
  const beforeId = Buffer.from(`","id":"`);
  const behindId = Buffer.from(`,"session_id":"${sessionId}","ts":`);
  const headBytes = '{"event_type":"'.length;
  return (kind, bytes, start, end) => {
    let at = start + headBytes + kind.length;
    if (bytes[end - 1] !== CLOSE_BRACE || !standsAt(beforeId, bytes, at)) return false;
    at += beforeId.length;
    while (at < end && bytes[at] !== QUOTE) at += 1;
    return standsAt(behindId, bytes, at + 1);
  };
}
