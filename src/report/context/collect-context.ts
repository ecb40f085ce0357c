import { readGitHead } from '../../session/read-git-head.ts';
import { readFirstRecord } from '../../store/folder/read-session.ts';
import type { Folder } from '../../store/folder/types.ts';
import type { StoreReader } from '../../store/types.ts';
import { createContextCollector, type TimeBound } from './context-collector.ts';
import { findInEarlierSessions, lookAtEarlierSessions } from './seen-earlier.ts';
import type { ContextModel } from './types.ts';

const FOLDER_TIME: TimeBound = { maxMs: 400, linesPerLook: 256 };
/** A page of lines comes over a network: whoever asks waits for it, and a look at the clock costs nothing beside it. */
const STORE_TIME: TimeBound = { maxMs: 10_000, linesPerLook: 1 };

/**
 * What can be told of a session, collected from the end of its file backward, as far as 24 MiB or 0.4 s reach. Costs what is
 * read, never what the file holds; memory is bounded, whatever the lines.
 */
export function collectContext(folder: Folder, sessionId: string): ContextModel {
  const collector = createContextCollector(folder.root, FOLDER_TIME);
  for (const line of folder.readBackward(sessionId)) if (!collector.take(line)) break;
  return collector.finish({
    first: collector.isCut() ? readFirstRecord(folder, sessionId) : undefined,
    seen: lookAtEarlierSessions(folder, sessionId, collector.fingerprints()),
    gitHead: readGitHead(folder.root),
  });
}

/**
 * What `collectContext` gives, of a session in any store, as far as 24 MiB or 10 s reach. Sources and git's state are those of the
 * working tree at `root`. @throws what the store throws
 */
export async function collectContextOf(
  store: StoreReader,
  root: string,
  sessionId: string,
): Promise<ContextModel> {
  const collector = createContextCollector(root, STORE_TIME);
  for await (const page of store.readBackward(sessionId))
    if (!page.every((line) => collector.take(line))) break;
  return collector.finish({
    first: collector.isCut() ? await store.firstRecord(sessionId) : undefined,
    seen: await findInEarlierSessions(store, sessionId, collector.fingerprints()),
    gitHead: readGitHead(root),
  });
}
