import assert from 'node:assert/strict';
import { agentlog } from '../cli/agentlog.ts';

/** The arguments that print every event of a session, as it is stored. */
export const showArgs = (sessionId: string): string[] => ['show', '--all', '--json', '--session', sessionId];

/** The ids of the events that `show --json` printed. */
export function idsOf(lines: string): string[] {
  return lines
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => (JSON.parse(line) as { id: string }).id);
}

/** The ids of a session's events as the command line reads them, and what it says on stderr. */
export async function readIds(
  cwd: string,
  sessionId: string,
): Promise<{ readonly ids: readonly string[]; readonly stderr: string }> {
  const { exitCode, stdout, stderr } = await agentlog(showArgs(sessionId), { cwd });
  assert.equal(exitCode, 0, stderr);
  return { ids: idsOf(stdout.toString()), stderr };
}
