import { AgentlogError } from '../base/errors.ts';
import { isSessionId } from '../event/ids.ts';
import { findSessionIn, namedSession } from '../session/find-session.ts';
import type { StoreReader } from '../store/types.ts';
import { openFolder } from './open-folder.ts';
import { type Call, usageError } from './verb.ts';

/** The value of a `--session` that names one. @throws AGENTLOG_USAGE; `besides` is what else it takes */
export function readSessionId(asked: string, besides = ''): string {
  if (isSessionId(asked)) return asked;
  throw usageError(`${JSON.stringify(asked)} is no session id: sess_…${besides}`);
}

/**
 * The session that a command reads: the one that was asked for; else the current one, else the newest. `hint` says what helps where
 * there is none. @throws AGENTLOG_SESSION, and what the store throws
 */
export async function chooseSession(
  call: Call,
  store: StoreReader,
  asked: string | undefined,
  hint = '',
): Promise<string> {
  if (asked !== undefined) {
    if ((await store.hasSessions([asked])).has(asked)) return asked;
    throw new AgentlogError('AGENTLOG_SESSION', `no session ${asked} in ${store.name}`);
  }
  const id = await findSessionIn(store, [namedSession(openFolder(call), call.env)]);
  if (id === undefined)
    throw new AgentlogError('AGENTLOG_SESSION', `nothing was recorded in ${store.name}${hint}`);
  return id;
}
