import { join } from 'node:path';
import { AgentlogError } from '../base/errors.ts';
import { files } from '../base/files.ts';
import { isSessionId, suffixOf } from '../event/ids.ts';
import { createDraftPath, removeDraft } from './draft.ts';
import { FILE_MODE, openOwn } from './safe-open.ts';
import { codeOf } from './store-error.ts';

const { O_APPEND, O_CREAT, O_EXCL, O_WRONLY } = files.constants;
const FILE_NAME = /^session_(.+)\.jsonl$/;

/** The path of a session's file. @throws AGENTLOG_SESSION when the id is none: it never becomes part of a path */
export function sessionPath(folder: string, sessionId: string): string {
  if (!isSessionId(sessionId)) {
    throw new AgentlogError(
      'AGENTLOG_SESSION',
      `${JSON.stringify(sessionId.slice(0, 80))} is no session id: sess_ and 4 to 64 letters, digits, - or _`,
    );
  }
  return join(folder, `session_${suffixOf(sessionId)}.jsonl`);
}

/**
 * Makes a session's file with its first line in it, unless it is there; gives whether it was made. The file gets its name
 * only when the line is in it, so no other process can come first. @throws what the system throws
 */
export function createSessionFile(folder: string, path: string, firstLine: string): boolean {
  if (files.lstatSync(path, { throwIfNoEntry: false }) !== undefined) return false;
  const draft = createDraftPath(folder);
  try {
    writeNew(draft, firstLine);
    files.linkSync(draft, path);
    return true;
  } catch (error) {
    const code = codeOf(error);
    if (code === 'EEXIST') return false;
    if (code !== undefined && NO_LINKS.has(code)) return createWithoutLink(path, firstLine);
    throw error;
  } finally {
    removeDraft(draft);
  }
}

/** What file systems without hard links answer (FAT, some network mounts, Android). */
const NO_LINKS: ReadonlySet<string> = new Set([
  'EPERM',
  'EACCES',
  'ENOTSUP',
  'EOPNOTSUPP',
  'ENOSYS',
  'EMLINK',
  'EXDEV',
]);

/** Between the two steps another process may write before the record; readers do not mind. */
function createWithoutLink(path: string, firstLine: string): boolean {
  try {
    writeNew(path, firstLine);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

function writeNew(path: string, text: string): void {
  const { fd } = openOwn(path, O_WRONLY | O_APPEND | O_CREAT | O_EXCL);
  try {
    files.writeFileSync(fd, text, { mode: FILE_MODE });
  } finally {
    files.closeSync(fd);
  }
}

/** The ids of the sessions in a folder; the one written to last stands last. A folder that is not there has none. */
export function listSessions(folder: string): string[] {
  let names: string[];
  try {
    names = files.readdirSync(folder);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return [];
    throw error;
  }
  return names
    .map((name) => `sess_${FILE_NAME.exec(name)?.[1] ?? ''}`)
    .filter(isSessionId)
    .map((id) => ({ id, stats: files.lstatSync(sessionPath(folder, id), { throwIfNoEntry: false }) }))
    .filter(({ stats }) => stats?.isFile() === true)
    .map(({ id, stats }) => ({ id, written: stats?.mtimeMs ?? 0, made: stats?.birthtimeMs ?? 0 }))
    .sort((a, b) => a.written - b.written || a.made - b.made || (a.id < b.id ? -1 : 1))
    .map(({ id }) => id);
}
