import { dirname, join } from 'node:path';
import { AgentlogError } from '../base/errors.ts';
import { files } from '../base/files.ts';
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
 * Makes the store folder, what leads to it, and the `.gitignore` in it, where they are missing.
 * @throws AGENTLOG_STORE when it cannot be made or is refused
 */
export function makeFolder(path: string): void {
  try {
    if (!checkFolder(path)) {
      makeWithParents(path);
      checkFolder(path);
    }
  } catch (error) {
    throw storeError(path, error);
  }
  ignoreInGit(join(path, '.gitignore'));
}

/**
 * Not `mkdirSync`'s own recursion: it never comes back where the system refuses a folder with ENOENT although the parent
 * is there, as in `/proc` (seen in Node 20 to 26).
 */
function makeWithParents(path: string): void {
  const parent = dirname(path);
  if (parent !== path && !files.existsSync(parent)) makeWithParents(parent);
  try {
    files.mkdirSync(path, FOLDER_MODE);
  } catch (error) {
    // Another process made it just now.
    if (codeOf(error) !== 'EEXIST') throw error;
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
