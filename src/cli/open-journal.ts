import type { Journal } from '../session/types.ts';
import type { Call } from './verb.ts';

/**
 * The journal of the folder and session that this command line works on. `argv` names a session that opens by itself. Loaded when it is
 * asked for: a command that only reads would pay for it.
 */
export async function openJournal(call: Call, argv: readonly string[] = ['agentlog']): Promise<Journal> {
  const { createJournal } = await import('../session/journal.ts');
  return createJournal({ env: call.env, cwd: call.cwd, argv });
}
