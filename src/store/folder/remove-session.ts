import { join } from 'node:path';
import { files } from '../../base/files.ts';
import { suffixOf } from '../../event/ids.ts';
import { namesIn, sessionPath } from './session-file.ts';
import { codeOf } from './store-error.ts';

/**
 * Removes a session's file and before it what lies under its suffix in the store's own folders (`git/<suffix>` …). A link is
 * removed as a link. @throws what the system throws, except that what is gone already is no error
 */
export function removeSession(folder: string, sessionId: string): void {
  const path = sessionPath(folder, sessionId);
  for (const name of namesIn(folder)) {
    const inner = join(folder, name);
    if (files.lstatSync(inner, { throwIfNoEntry: false })?.isDirectory() === true)
      files.rmSync(join(inner, suffixOf(sessionId)), { recursive: true, force: true });
  }
  try {
    files.unlinkSync(path);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
  }
}
