import { type Environment, readSettings } from '../base/environment.ts';
import { guarded } from '../base/notice.ts';
import { isSessionId, suffixOf } from '../event/ids.ts';
import { openFolder } from '../store/folder/folder.ts';
import { locateFolder } from '../store/folder/locate.ts';
import type { Folder } from '../store/folder/types.ts';
import type { StoreReader } from '../store/types.ts';
import { detectAgent } from './agent.ts';
import { deriveSessionId } from './agent-session.ts';
import { resolveSession } from './resolve.ts';

/**
 * The session that somebody who only reads means if he names none: the one that this process records to, else the current one, else the one
 * written to last; `undefined` where there is none. Opens none and leaves no trace.
 */
export function findSession(folder: Folder, env: Environment, recording?: string): string | undefined {
  if (recording !== undefined && folder.has(recording)) return recording;
  const id = namedSession(folder, env);
  return id !== undefined && folder.has(id) ? id : folder.list().at(-1);
}

/**
 * What `findSession` gives, of any store: the first of these sessions that is there, else the one written to last.
 * @throws what the store throws
 */
export async function findSessionIn(
  store: StoreReader,
  named: readonly (string | undefined)[],
): Promise<string | undefined> {
  const ids = named.filter((id) => id !== undefined);
  const there = ids.length === 0 ? new Set() : await store.hasSessions(ids);
  return ids.find((id) => there.has(id)) ?? store.newestSession();
}

/**
 * The session that the environment, the folder's mark or the agent around us names; `undefined` where nothing does. It need not have been
 * written to.
 */
export function namedSession(folder: Folder, env: Environment): string | undefined {
  const derived = deriveSessionId(detectAgent(env));
  const { session = '' } = readSettings(env);
  return resolveSession({
    environment: isSessionId(session) ? session : undefined,
    current: () => markedSession(folder, derived),
    derived: () => derived,
  });
}

/** Who reads, and from where. */
export interface Reader {
  readonly env: Environment;
  readonly cwd: string;
  /** The session that this process records to. */
  readonly recording?: string | undefined;
}

/** What `findSessionIn` gives for a program, whatever is wrong with its own folder. @throws what the store throws */
export function findSessionFor(store: StoreReader, reader: Reader): Promise<string | undefined> {
  const { env, cwd, recording } = reader;
  const named = guarded(undefined, () => namedSession(openFolder(locateFolder(cwd, env.AGENTLOG_DIR)), env));
  return findSessionIn(store, [recording, named]);
}

/** The folder's current session; a mark whose session was removed is stale. */
function markedSession(folder: Folder, derived: string | undefined): string | undefined {
  const id = folder.readCurrent(derived && suffixOf(derived));
  return id !== undefined && folder.has(id) ? id : undefined;
}
