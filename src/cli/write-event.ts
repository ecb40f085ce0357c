import type { Payloads } from '../session/types.ts';
import { openJournal } from './open-journal.ts';
import type { Call } from './verb.ts';

/**
 * Writes the one event that a command is there for; gives its id, or `''` where the journal has told why there is none. `argv` is as
 * for `openJournal`. @throws AGENTLOG_STORE
 */
export async function writeEvent<T extends keyof Payloads>(
  call: Call,
  type: T,
  payload: Payloads[T],
  argv?: readonly string[],
): Promise<string> {
  const journal = await openJournal(call, argv);
  // Asked for first because it throws what is wrong with the folder; a later fault the journal tells by itself.
  journal.folder();
  const id = journal.write(type, payload);
  journal.close();
  return id;
}
