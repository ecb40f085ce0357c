import { dirname, join } from 'node:path';
import { AgentlogError } from '../../base/errors.ts';
import { files } from '../../base/files.ts';
import { FILE_MODE, isOwn } from './safe-open.ts';
import { codeOf, storeError } from './store-error.ts';

const FOLDER_MODE = 0o700;

/**
 * Whether the store folder is there. Changes nothing.
 * @throws AGENTLOG_STORE when something else is in its place: a link, a file, another user's folder
 */
export function checkFolder(path: string): boolean {
  let stats: ReturnType<typeof files.lstatSync>;
  try {
    stats = files.lstatSync(path, { throwIfNoEntry: false });
  } catch (error) {
    throw storeError(path, error);
  }
  if (stats === undefined) return false;
  if (stats.isSymbolicLink())
    throw refusal(path, 'is a link: remove it, or set AGENTLOG_DIR to a real folder');
  if (!stats.isDirectory()) {
    throw refusal(path, 'is not a folder: move it away, or set AGENTLOG_DIR to another place');
  }
  if (!isOwn(stats))
    throw refusal(path, `belongs to user ${stats.uid}: set AGENTLOG_DIR to a folder of your own`);
  return true;
}

/**
 * Makes the store folder and the `.gitignore` in it, where they are missing.
 * @throws AGENTLOG_STORE when it cannot be made or is refused
 */
export function makeFolder(path: string): void {
  try {
    makeOwnFolder(path);
  } catch (error) {
    throw storeError(path, error);
  }
  ignoreInGit(join(path, '.gitignore'));
}

/** Makes a folder for this user alone, where it is missing. @throws what the system throws, AGENTLOG_STORE when it is refused */
export function makeOwnFolder(path: string): void {
  if (checkFolder(path)) return;
  makeAlone(path);
  checkFolder(path);
}

/** Not what leads to it: a mistyped AGENTLOG_DIR, and a working directory that was removed, stay what they are. */
function makeAlone(path: string): void {
  try {
    files.mkdirSync(path, FOLDER_MODE);
  } catch (error) {
    const code = codeOf(error);
    if (code === 'ENOENT' && !files.existsSync(dirname(path)))
      throw refusal(path, `cannot be made: there is no folder ${dirname(path)}`);
    // Another process made it just now.
    if (code !== 'EEXIST') throw error;
  }
}

function ignoreInGit(path: string): void {
  if (files.lstatSync(path, { throwIfNoEntry: false }) !== undefined) return;
  try {
    files.writeFileSync(path, '*\n', { flag: 'wx', mode: FILE_MODE });
  } catch {
    // Another process made it just now, or the lines that follow fail for the same reason and say so.
  }
}

function refusal(path: string, what: string): AgentlogError {
  return new AgentlogError('AGENTLOG_STORE', `${path} ${what}`);
}
