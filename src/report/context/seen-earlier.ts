import type { FailureEvent } from '../../event/types.ts';
import type { Folder } from '../../store/folder/types.ts';
import type { StoredLine, StoreReader } from '../../store/types.ts';
import { fingerprintOf } from '../fingerprint.ts';
import { noteFailure } from './note-failure.ts';
import type { FailureNote } from './types.ts';

/** How many sessions are looked at, the newest first, and how much of them all together. */
const MAX_SESSIONS = 20;
const MAX_BYTES = 24 << 20;
const MAX_FOLDER_MS = 200;
const MAX_STORE_MS = 5_000;
const LINES_PER_LOOK = 256;
const SESSIONS_AT_ONCE = 5;

/** What earlier sessions say of a failure. */
export interface SeenEarlier {
  count: number;
  sessions: number;
  /** The last one of them. */
  readonly latest: FailureNote;
}

/** Looks for failures of these fingerprints in the sessions written to before this one, as far as 24 MiB of files or 0.2 s reach. */
export function lookAtEarlierSessions(
  folder: Folder,
  sessionId: string,
  fingerprints: ReadonlySet<string>,
): ReadonlyMap<string, SeenEarlier> {
  const search = createSearch(fingerprints, MAX_FOLDER_MS);
  if (fingerprints.size === 0) return search.seen;
  const ids = folder.list();
  const own = ids.indexOf(sessionId);
  let bytesLeft = MAX_BYTES;

  for (const id of ids.slice(Math.max(0, own - MAX_SESSIONS), Math.max(0, own)).toReversed()) {
    const size = folder.size(id);
    search.beginSession();
    // A line that is cut where reading begins is no whole line, and is passed over as one that is torn.
    const options = { only: ['failure'], from: Math.max(0, size - bytesLeft) } as const;
    for (const line of folder.readBackward(id, options)) if (!search.take(line)) return search.seen;
    // What is passed over in a file costs time, too.
    bytesLeft -= size;
    if (bytesLeft <= 0 || search.isOver()) break;
  }
  return search.seen;
}

/**
 * What `lookAtEarlierSessions` gives, of any store, as far as 24 MiB of failures or 5 s reach. Some sessions are asked for at once: what
 * takes time is the way to the store and back. @throws what the store throws
 */
export async function findInEarlierSessions(
  store: StoreReader,
  sessionId: string,
  fingerprints: ReadonlySet<string>,
): Promise<ReadonlyMap<string, SeenEarlier>> {
  const search = createSearch(fingerprints, MAX_STORE_MS);
  if (fingerprints.size === 0) return search.seen;
  const ids = await store.earlierSessions(sessionId, MAX_SESSIONS);
  for (let i = 0; i < ids.length && !search.isOver(); i += SESSIONS_AT_ONCE) {
    const readings = ids
      .slice(i, i + SESSIONS_AT_ONCE)
      .map((id) => beginReading(store.readBackward(id, { type: 'failure' })));
    try {
      for (const reading of readings) if (!(await searchSession(search, reading))) return search.seen;
    } finally {
      for (const { leave } of readings) leave();
    }
  }
  return search.seen;
}

type Pages = AsyncIterable<readonly StoredLine[]>;

/** The pages of a session, the first of which was asked for. */
interface Reading {
  readonly pages: Pages;
  leave(): void;
}

function beginReading(session: Pages): Reading {
  const iterator = session[Symbol.asyncIterator]();
  let next: ReturnType<typeof iterator.next> | undefined = iterator.next();
  // Whoever comes to it is told what went wrong; if nobody does, nobody is.
  next.catch(() => {});
  const pages: Pages = {
    [Symbol.asyncIterator]: () => ({
      next() {
        const asked = next ?? iterator.next();
        next = undefined;
        return asked;
      },
    }),
  };
  return { pages, leave: () => void iterator.return?.().catch(() => {}) };
}

/** Gives false when enough was read. */
async function searchSession(search: Search, { pages }: Reading): Promise<boolean> {
  search.beginSession();
  for await (const page of pages) if (!page.every(search.take) || search.isOver()) return false;
  return true;
}

/** What is found in sessions whose lines are handed over newest first, one session after the other. */
interface Search {
  readonly seen: ReadonlyMap<string, SeenEarlier>;
  beginSession(): void;
  /** Takes a line; gives false when enough was read. */
  take(line: StoredLine): boolean;
  isOver(): boolean;
}

function createSearch(fingerprints: ReadonlySet<string>, maxMs: number): Search {
  const seen = new Map<string, SeenEarlier>();
  const began = performance.now();
  let here = new Set<string>();
  let lines = 0;
  let bytes = 0;
  const isOver = () => bytes > MAX_BYTES || performance.now() - began > maxMs;

  function takeFailure(event: FailureEvent, at: number): void {
    const fingerprint = fingerprintOf(event);
    if (!fingerprints.has(fingerprint)) return;
    const known = seen.get(fingerprint);
    if (known === undefined) seen.set(fingerprint, { count: 1, sessions: 1, latest: noteFailure(event, at) });
    else {
      known.count += 1;
      if (!here.has(fingerprint)) known.sessions += 1;
    }
    here.add(fingerprint);
  }

  return {
    seen,
    beginSession() {
      here = new Set();
    },
    take(line) {
      lines += 1;
      bytes += Buffer.byteLength(line.text) + 1;
      if (lines % LINES_PER_LOOK === 0 && isOver()) return false;
      if (line.kind === 'event' && line.event.event_type === 'failure') takeFailure(line.event, line.start);
      return true;
    },
    isOver,
  };
}
