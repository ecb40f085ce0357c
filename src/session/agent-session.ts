import { encodeSuffix } from '../event/ids.ts';
import type { Agent } from './agent.ts';

const { getBuiltinModule } = process;

/**
 * The id of the session that belongs to an agent's own session: every process of that agent arrives at the same one.
 * `undefined` where the agent names none. Loads `node:crypto`, some 2 ms, at the first call.
 */
export function deriveSessionId(agent: Agent | undefined): string | undefined {
  if (agent?.sessionName === undefined) return undefined;
  const { createHash } = getBuiltinModule('node:crypto');
  const digest = createHash('sha256').update(`${agent.name}\0${agent.sessionName}`).digest();
  return `sess_${encodeSuffix(digest)}`;
}
