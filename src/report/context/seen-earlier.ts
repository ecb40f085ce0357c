import type { FailureEvent } from '../../event/types.ts';
import type { Folder } from '../../store/folder/types.ts';
import { fingerprintOf } from '../fingerprint.ts';
import { noteFailure } from './note-failure.ts';
import type { FailureNote } from './types.ts';

/** How many sessions are looked at, the newest first, and how much of them all together. */
const MAX_SESSIONS = 20;
const MAX_BYTES = 24 << 20;
const MAX_MS = 200;
const LINES_PER_LOOK = 256;

/** What earlier sessions say of a failure. */
export interface SeenEarlier {
  count: number;
  sessions: number;
  /** The last one of them. */
  readonly latest: FailureNote;
}

/** Looks for failures of these fingerprints in the sessions written to before this one, as far as 24 MiB or 0.2 s reach. */
export function lookAtEarlierSessions(
  folder: Folder,
  sessionId: string,
  fingerprints: ReadonlySet<string>,
): ReadonlyMap<string, SeenEarlier> {
  const seen = new Map<string, SeenEarlier>();
  if (fingerprints.size === 0) return seen;
  const ids = folder.list();
  const own = ids.indexOf(sessionId);
  const earlier = ids.slice(Math.max(0, own - MAX_SESSIONS), Math.max(0, own)).toReversed();
  const began = performance.now();
  let bytesLeft = MAX_BYTES;
  let lines = 0;

  for (const id of earlier) {
    const size = folder.size(id);
    const here = new Set<string>();
    // A line that is cut where reading begins is no whole line, and is passed over as one that is torn.
    const options = { only: ['failure'], from: Math.max(0, size - bytesLeft) } as const;
    for (const line of folder.readBackward(id, options)) {
      lines += 1;
      if (lines % LINES_PER_LOOK === 0 && performance.now() - began > MAX_MS) return seen;
      if (line.kind !== 'event' || line.event.event_type !== 'failure') continue;
      const fingerprint = fingerprintOf(line.event);
      if (fingerprints.has(fingerprint)) take(line.event, line.start, fingerprint, here);
    }
    bytesLeft -= size;
    if (bytesLeft <= 0 || performance.now() - began > MAX_MS) break;
  }
  return seen;

  function take(event: FailureEvent, at: number, fingerprint: string, here: Set<string>): void {
    const known = seen.get(fingerprint);
    if (known === undefined) seen.set(fingerprint, { count: 1, sessions: 1, latest: noteFailure(event, at) });
    else {
      known.count += 1;
      if (!here.has(fingerprint)) known.sessions += 1;
    }
    here.add(fingerprint);
  }
}
