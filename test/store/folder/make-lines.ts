import { fillFromPool } from '../../../src/base/random.ts';
import { createEventId } from '../../../src/event/ids.ts';
import type { Event, SessionRecord } from '../../../src/event/types.ts';

export function makeRecord(sessionId: string, changes: Partial<SessionRecord> = {}): SessionRecord {
  const record = {
    session_id: sessionId,
    start_ts: 1,
    end_ts: null,
    agent_name: null,
    task: null,
    total_tokens: null,
  };
  return { ...record, ...changes };
}

/** A decision, which any text can be part of. */
export function makeEvent(sessionId: string, answer = 'yes', changes: Record<string, unknown> = {}): Event {
  const id = createEventId('decision', fillFromPool);
  return {
    event_type: 'decision',
    id,
    session_id: sessionId,
    ts: 2,
    question: 'q',
    answer,
    ...changes,
  } as Event;
}
