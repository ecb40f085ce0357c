import { type Environment, readSettings } from '../base/environment.ts';
import { isSessionId, suffixOf } from '../event/ids.ts';
import type { Folder } from '../store/folder/types.ts';
import { detectAgent } from './agent.ts';
import { deriveSessionId } from './agent-session.ts';
import { resolveSession } from './resolve.ts';

/**
 * The session that somebody who only reads means if he names none: the one that this process records to, else the current one, else the one
 * written to last; `undefined` where there is none. Opens none and leaves no trace.
 */
export function findSession(folder: Folder, env: Environment, recording?: string): string | undefined {
  if (recording !== undefined && folder.has(recording)) return recording;
  const derived = deriveSessionId(detectAgent(env));
  const { session = '' } = readSettings(env);
  const id = resolveSession({
    environment: isSessionId(session) ? session : undefined,
    current: () => markedSession(folder, derived),
    derived: () => derived,
  });
  return id !== undefined && folder.has(id) ? id : folder.list().at(-1);
}

/** The folder's current session; a mark whose session was removed is stale. */
function markedSession(folder: Folder, derived: string | undefined): string | undefined {
  const id = folder.readCurrent(derived && suffixOf(derived));
  return id !== undefined && folder.has(id) ? id : undefined;
}
