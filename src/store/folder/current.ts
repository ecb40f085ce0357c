import { join } from 'node:path';
import { files } from '../../base/files.ts';
import { isSessionId } from '../../event/ids.ts';
import { replaceFile } from './draft.ts';
import { openOwn } from './safe-open.ts';
import { namesIn } from './session-file.ts';
import { isShortage } from './store-error.ts';

/** Longer than any id: what else is in the file is not read. */
const MAX_MARK_BYTES = 256;

/** The path of the mark that names the current session: everybody's, or the one of the agent with this suffix. */
export function markPath(folder: string, agentSuffix: string | undefined): string {
  if (agentSuffix === undefined) return join(folder, 'current');
  if (!isSessionId(`sess_${agentSuffix}`))
    throw new TypeError('an agent suffix is the suffix of a session id');
  return join(folder, `current_${agentSuffix}`);
}

/**
 * The session id in a mark; `undefined` where there is no mark, none that can be read, or none of ours.
 * @throws what the system throws when it is short of descriptors or memory: then nobody knows
 */
export function readMark(path: string): string | undefined {
  // Asked for first: most programs have none, and with capture on an error of ours is a pause of V8's, too.
  if (!files.existsSync(path)) return undefined;
  try {
    const { fd } = openOwn(path, files.constants.O_RDONLY);
    try {
      const bytes = Buffer.alloc(MAX_MARK_BYTES);
      const id = bytes.toString('utf8', 0, files.readSync(fd, bytes, 0, MAX_MARK_BYTES, 0)).trim();
      return isSessionId(id) ? id : undefined;
    } finally {
      files.closeSync(fd);
    }
  } catch (error) {
    if (isShortage(error)) throw error;
    return undefined;
  }
}

/** Sets a mark in one step: a reader sees the old one or the new one. @throws what the system throws */
export function writeMark(folder: string, path: string, sessionId: string): void {
  replaceFile(folder, path, `${sessionId}\n`);
}

/** Removes a mark if it names this session. @throws what the system throws */
export function clearMark(path: string, sessionId: string): void {
  if (readMark(path) === sessionId) files.unlinkSync(path);
}

/** The session of every mark in a folder, of whichever agent. */
export function readMarks(folder: string): string[] {
  return namesIn(folder)
    .filter((name) => name === 'current' || name.startsWith('current_'))
    .map((name) => readMark(join(folder, name)))
    .filter((id) => id !== undefined);
}
