import { createJournal } from '../session/journal.ts';
import type { Journal } from '../session/types.ts';
import type { Call } from './verb.ts';

/** The journal of the folder and session that this command line works on. `argv` names a session that opens by itself. */
export function openJournal(call: Call, argv: readonly string[] = ['agentlog']): Journal {
  return createJournal({ env: call.env, cwd: call.cwd, argv });
}
