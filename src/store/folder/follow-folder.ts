import type { Follower } from '../types.ts';
import { inPages } from './in-pages.ts';
import { mergeEvents, type Source } from './merge-events.ts';
import { selectEvents } from './select-events.ts';
import type { Folder, SessionFile } from './types.ts';

const MIN_PAUSE_MS = 50;

/** How far a session's file has been read. */
interface Place {
  readonly identity: string;
  /** The end of the last whole line. */
  readonly from: number;
  readonly bytes: number;
}

/**
 * Follows a session of a folder, or all of them, as `StoreReader.follow` has it. What came before is each file up to its last whole
 * line; what a look gives is ordered by time. A file that was replaced is read anew.
 */
export function followFolder(folder: Folder, sessionId: string | undefined): Follower {
  const list = (): readonly SessionFile[] =>
    sessionId === undefined ? folder.survey() : [folder.look(sessionId)].filter((file) => file !== undefined);
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
    async *before(selection) {
      yield* inPages(selectEvents(folder, sources, selection));
    },
    async *look(filter) {
      const files = list();
      if (places.size > files.length) forgetOthers(places, files);
      const grown = files.flatMap(advance);
      if (grown.length > 0) yield* inPages(mergeEvents(folder, grown, filter));
    },
    minPauseMs: MIN_PAUSE_MS,
  };
}

/** A session that is removed and comes again begins at its beginning. */
function forgetOthers(places: Map<string, Place>, files: readonly SessionFile[]): void {
  const there = new Set(files.map(({ id }) => id));
  for (const id of places.keys()) if (!there.has(id)) places.delete(id);
}
