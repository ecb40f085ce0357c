import type { Environment } from '../base/environment.ts';
import { isSessionId, suffixOf } from '../event/ids.ts';
import type { Folder } from '../store/types.ts';
import { detectAgent } from './agent.ts';
import { deriveSessionId } from './agent-session.ts';
import { resolveSession } from './resolve.ts';

/**
 * The session that somebody who only reads means if he names none: the current one, else the one written to last; `undefined`
 * where there is none. Opens none and leaves no trace.
 */
export function findSession(folder: Folder, env: Environment): string | undefined {
  const derived = deriveSessionId(detectAgent(env));
  const named = env.AGENTLOG_SESSION ?? '';
  const id = resolveSession({
    environment: isSessionId(named) ? named : undefined,
    current: () => folder.readCurrent(derived && suffixOf(derived)),
    derived: () => derived,
  });
  return id !== undefined && folder.has(id) ? id : folder.list().at(-1);
}
