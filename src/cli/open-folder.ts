import { readSettings } from '../base/environment.ts';
import { isSessionId } from '../event/ids.ts';
import { openFolder as openStoreFolder } from '../store/folder/folder.ts';
import { locateFolder } from '../store/folder/locate.ts';
import type { Folder } from '../store/folder/types.ts';
import { openJournal } from './open-journal.ts';
import type { Call } from './verb.ts';

/** The folder that a command reads; nothing is read yet. @throws AGENTLOG_STORE */
export async function openFolder(call: Call): Promise<Folder> {
  const { dir, session } = readSettings(call.env);
  // The journal says what is wrong with it, once.
  if (session !== undefined && !isSessionId(session)) await openJournal(call);
  return openStoreFolder(locateFolder(call.cwd, dir));
}
