import type { Stats } from 'node:fs';
import { join } from 'node:path';
import { AgentlogError } from '../../base/errors.ts';
import { files } from '../../base/files.ts';
import { isSessionId, suffixOf } from '../../event/ids.ts';
import { createDraftPath, removeDraft } from './draft.ts';
import { FILE_MODE, openOwn } from './safe-open.ts';
import { codeOf } from './store-error.ts';
import type { SessionFile } from './types.ts';

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
export const NO_LINKS: ReadonlySet<string> = new Set([
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

/** The sessions' files in a folder; the one written to last stands last. A folder that is not there has none. */
export function listSessionFiles(folder: string): SessionFile[] {
  return namesIn(folder)
    .map((name) => `sess_${FILE_NAME.exec(name)?.[1] ?? ''}`)
    .filter(isSessionId)
    .map((id) => ({ id, stats: statSessionFile(folder, id) }))
    .sort(
      (a, b) =>
        (a.stats?.mtimeMs ?? 0) - (b.stats?.mtimeMs ?? 0) ||
        (a.stats?.birthtimeMs ?? 0) - (b.stats?.birthtimeMs ?? 0) ||
        (a.id < b.id ? -1 : 1),
    )
    .flatMap(({ id, stats }) => (stats === undefined ? [] : [describeFile(id, stats)]));
}

/** What is known of a session's file without reading it; `undefined` where there is none. */
export function findSessionFile(folder: string, sessionId: string): SessionFile | undefined {
  const stats = statSessionFile(folder, sessionId);
  return stats && describeFile(sessionId, stats);
}

function statSessionFile(folder: string, sessionId: string): Stats | undefined {
  const stats = files.lstatSync(sessionPath(folder, sessionId), { throwIfNoEntry: false });
  return stats?.isFile() === true ? stats : undefined;
}

function describeFile(id: string, { size, mtimeMs, dev, ino }: Stats): SessionFile {
  return { id, bytes: size, writtenTs: mtimeMs / 1000, identity: `${dev}:${ino}` };
}

/** The names in a folder; none where it is not there. @throws what else the system throws */
export function namesIn(folder: string): string[] {
  try {
    return files.readdirSync(folder);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return [];
    throw error;
  }
}
