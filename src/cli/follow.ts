import { type MergeOptions, mergeEvents, type Source } from '../store/folder/merge-events.ts';
import type { Folder, SessionFile } from '../store/folder/types.ts';
import type { EventLine } from '../store/types.ts';

const MIN_PAUSE_MS = 50;
/** A look at thousands of sessions takes some ms: the pause between two is so many times as long. */
const PAUSE_PER_LOOK = 10;

/** How far a session's file has been read. */
interface Place {
  readonly identity: string;
  /** The end of the last whole line. */
  readonly from: number;
  readonly bytes: number;
}

/** What is new in some sessions, look by look. */
export interface Follower {
  /** The sessions as they are now, each up to its last whole line: what came before the following. */
  readonly sources: readonly Source[];
  /** The events since the last look, by time; never one of which a part alone is written. A file that was replaced is read anew. */
  look(options: MergeOptions): Iterable<EventLine>;
}

/** Follows the sessions that `list` gives; it is asked at every look, so that later ones are followed too. */
export function openFollower(folder: Folder, list: () => readonly SessionFile[]): Follower {
  const places = new Map<string, Place>();
  const sources = list().map((file) => {
    const until = folder.wholeEnd(file.id);
    places.set(file.id, { identity: file.identity, from: until, bytes: file.bytes });
    return { id: file.id, until };
  });

  function advance(file: SessionFile): Source[] {
    const before = places.get(file.id);
    const isSame = before?.identity === file.identity && before.from <= file.bytes;
    if (isSame && before.bytes === file.bytes) return [];
    const from = isSame ? before.from : 0;
    const until = Math.max(from, folder.wholeEnd(file.id));
    places.set(file.id, { identity: file.identity, from: until, bytes: file.bytes });
    return until > from ? [{ id: file.id, from, until }] : [];
  }

  return {
    sources,
    *look(options) {
      const files = list();
      if (places.size > files.length) forgetOthers(places, files);
      const grown = files.flatMap(advance);
      if (grown.length > 0) yield* mergeEvents(folder, grown, options);
    },
  };
}

/** A session that is removed and comes again begins at its beginning. */
function forgetOthers(places: Map<string, Place>, files: readonly SessionFile[]): void {
  const there = new Set(files.map(({ id }) => id));
  for (const id of places.keys()) if (!there.has(id)) places.delete(id);
}

/**
 * Calls `look` again and again, some 20 times a second where it is cheap, until Ctrl-C. Looks at the files themselves: what
 * watches a folder for us misses what other machines write. What `look` throws ends it.
 */
export async function lookUntilInterrupted(look: () => void): Promise<void> {
  let isOver = false;
  let wake = () => {};
  const interrupt = () => {
    isOver = true;
    wake();
  };
  process.on('SIGINT', interrupt);
  try {
    while (!isOver) {
      const began = performance.now();
      look();
      const pauseMs = Math.max(MIN_PAUSE_MS, PAUSE_PER_LOOK * (performance.now() - began));
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, pauseMs);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  } finally {
    process.off('SIGINT', interrupt);
  }
}
