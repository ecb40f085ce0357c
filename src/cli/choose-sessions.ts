import type { Environment } from '../base/environment.ts';
import { AgentlogError } from '../base/errors.ts';
import { isSessionId } from '../event/ids.ts';
import { findSession } from '../session/find-session.ts';
import type { Folder } from '../store/folder/types.ts';
import { usageError } from './verb.ts';

/**
 * The sessions that a command reads, oldest first: the one that was asked for, or `all`; else the current one, else the
 * newest. @throws AGENTLOG_USAGE, AGENTLOG_SESSION
 */
export function chooseSessions(folder: Folder, asked: string | undefined, env: Environment): string[] {
  if (asked === 'all') return folder.list();
  if (asked !== undefined) {
    if (!isSessionId(asked)) throw usageError(`${JSON.stringify(asked)} is no session id: sess_… or all`);
    if (!folder.has(asked))
      throw new AgentlogError('AGENTLOG_SESSION', `no session ${asked} in ${folder.path}`);
    return [asked];
  }
  const id = findSession(folder, env);
  if (id === undefined) throw new AgentlogError('AGENTLOG_SESSION', `nothing was recorded in ${folder.path}`);
  return [id];
}
