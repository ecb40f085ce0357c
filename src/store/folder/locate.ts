import { basename, dirname, join, resolve } from 'node:path';
import { files } from '../../base/files.ts';

const FOLDER_NAME = '.agentlog';

/**
 * The store folder that a process in `cwd` uses, absolute; it need not exist. `dir` (`AGENTLOG_DIR`, relative to `cwd`
 * or absolute) if given, else the nearest `.agentlog` at or above `cwd`, else one in the nearest folder that holds `.git`,
 * else one in `cwd`. Whatever bears the name counts, a file or a link too: `openFolder` then says what is wrong with it.
 * Costs a look at each folder up to the root.
 */
export function locateFolder(cwd: string, dir: string | undefined): string {
  if (dir !== undefined && dir !== '') return withRealParent(resolve(cwd, dir));
  const above = foldersFrom(resolve(cwd));
  const store = above.find((folder) => exists(join(folder, FOLDER_NAME)));
  const home = store ?? above.find((folder) => exists(join(folder, '.git'))) ?? above[0] ?? cwd;
  return join(home, FOLDER_NAME);
}

/**
 * Follows links in what leads to the folder, because Node names a program's files by their real paths and locations are
 * told relative to the folder's parent. The last name stays, so that a link there is seen and refused.
 */
function withRealParent(path: string): string {
  try {
    return join(files.realpathSync(dirname(path)), basename(path));
  } catch {
    return path;
  }
}

function foldersFrom(folder: string): string[] {
  const parent = dirname(folder);
  return parent === folder ? [folder] : [folder, ...foldersFrom(parent)];
}

function exists(path: string): boolean {
  try {
    return files.lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch {
    // A folder that may not be looked into holds nothing for this process.
    return false;
  }
}
