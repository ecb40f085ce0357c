import type { FailureEvent, FailurePayload } from '../event/types.ts';
import type { Folder } from '../store/types.ts';

/** How far back a failure counts as the same one, in seconds: an error takes milliseconds from a thread to its parent. */
const MAX_AGE_S = 10;
/** How much of the file's end is read, in bytes: some failures' worth. */
const TAIL_BYTES = 256 * 1024;

/** Whether a session's file ends with this failure: the same error at the same place, written a moment ago. */
export function endsWithFailure(
  folder: Folder,
  sessionId: string,
  payload: FailurePayload,
  now: number,
): boolean {
  if (!folder.has(sessionId)) return false;
  // The first line of the tail is most likely cut in two; the reader skips it.
  const from = Math.max(0, folder.size(sessionId) - TAIL_BYTES);
  for (const line of folder.read(sessionId, { from })) {
    if (line.kind !== 'event' || line.event.event_type !== 'failure') continue;
    const event = line.event as FailureEvent;
    if (Math.abs(now - event.ts) <= MAX_AGE_S && isSame(event, payload)) return true;
  }
  return false;
}

function isSame(event: FailureEvent, payload: FailurePayload): boolean {
  return (
    event.error.type === payload.error.type &&
    event.error.msg === payload.error.msg &&
    event.location.file === payload.location.file &&
    event.location.line === payload.location.line
  );
}
