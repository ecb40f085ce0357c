import { readSettings } from '../base/environment.ts';
import { judgeSession } from '../session/judge-session.ts';
import { openFolder as openStoreFolder } from '../store/folder/folder.ts';
import { locateFolder } from '../store/folder/locate.ts';
import type { Folder } from '../store/folder/types.ts';
import type { Call } from './verb.ts';

/** The folder that a command reads; nothing is read yet. @throws AGENTLOG_STORE */
export function openFolder(call: Call): Folder {
  const { dir, session } = readSettings(call.env);
  judgeSession(session);
  return openStoreFolder(locateFolder(call.cwd, dir));
}
