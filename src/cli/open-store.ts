import { missingD1Settings, readD1Settings } from '../base/d1-settings.ts';
import { AgentlogError } from '../base/errors.ts';
import { tell } from '../base/notice.ts';
import { folderStore } from '../store/folder/folder-store.ts';
import type { Store } from '../store/types.ts';
import { openFolder } from './open-folder.ts';
import type { Call, Flag } from './verb.ts';

/** The flag of every command that reads. */
export const D1_FLAG: Flag = { type: 'boolean', summary: 'from the D1 database that was pushed to' };

/**
 * The store that a command reads: the folder, or with `--d1` the database that the environment names. Nothing is read yet.
 * @throws AGENTLOG_STORE, AGENTLOG_D1 when a variable is missing
 */
export async function openStore(call: Call): Promise<Store> {
  if (!call.has('d1')) return folderStore(openFolder(call));
  const { settings, missing, complaints } = readD1Settings(call.env);
  for (const complaint of complaints) tell(complaint);
  if (settings === undefined) throw new AgentlogError('AGENTLOG_D1', missingD1Settings(missing));
  // Loaded when it is asked for: every other command would pay for it.
  const { openD1 } = await import('./open-d1.ts');
  return openD1(settings);
}
