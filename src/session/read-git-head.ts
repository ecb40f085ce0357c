import { dirname, isAbsolute, join, resolve } from 'node:path';
import { files } from '../base/files.ts';

/** More packed refs than this are not looked through: some 50,000 branches. */
const MAX_PACKED_BYTES = 4 << 20;
const MAX_REF_BYTES = 4_096;
const SHORT_HASH_CHARS = 7;
const HASH = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/;

/**
 * The branch and the short hash of what is checked out in the repository around a folder: `main 3f2a91c`, without a branch
 * `3f2a91c`, before the first commit `main`. Reads two or three small files and runs nothing; `undefined` where there is no
 * repository or it keeps its refs in another way. Never throws.
 */
export function readGitHead(folder: string): string | undefined {
  try {
    const gitFolder = findGitFolder(folder);
    if (gitFolder === undefined) return undefined;
    const head = readStart(join(gitFolder, 'HEAD'), MAX_REF_BYTES).trim();
    if (HASH.test(head)) return head.slice(0, SHORT_HASH_CHARS);
    const ref = /^ref: (refs\/heads\/(\S+))$/.exec(head);
    const [, path = '', branch = ''] = ref ?? [];
    // The name that a repository with another kind of ref store gives.
    if (branch === '' || branch === '.invalid' || path.includes('..')) return undefined;
    const hash = readRef(gitFolder, path);
    return hash === undefined ? branch : `${branch} ${hash.slice(0, SHORT_HASH_CHARS)}`;
  } catch {
    return undefined;
  }
}

/** The folder that holds `HEAD`: `.git` itself, or where the file of that name leads, as in a linked work tree. */
function findGitFolder(folder: string): string | undefined {
  for (let at = resolve(folder); ; at = dirname(at)) {
    const path = join(at, '.git');
    const stats = files.statSync(path, { throwIfNoEntry: false });
    if (stats?.isDirectory() === true) return path;
    if (stats?.isFile() === true) {
      const target = /^gitdir: (.+)$/m.exec(readStart(path, MAX_REF_BYTES))?.[1]?.trim();
      return target === undefined ? undefined : resolve(at, target);
    }
    if (dirname(at) === at) return undefined;
  }
}

function readRef(gitFolder: string, path: string): string | undefined {
  const common = readIfThere(join(gitFolder, 'commondir'), MAX_REF_BYTES).trim();
  const refs = common === '' ? gitFolder : isAbsolute(common) ? common : join(gitFolder, common);
  const loose = readIfThere(join(refs, path), MAX_REF_BYTES).trim();
  if (HASH.test(loose)) return loose;
  const line = readIfThere(join(refs, 'packed-refs'), MAX_PACKED_BYTES)
    .split('\n')
    .find((text) => text.endsWith(` ${path}`));
  const hash = line?.slice(0, line.indexOf(' '));
  return hash !== undefined && HASH.test(hash) ? hash : undefined;
}

function readIfThere(path: string, maxBytes: number): string {
  try {
    return readStart(path, maxBytes);
  } catch {
    return '';
  }
}

/** A device or a pipe of that name is not opened: reading it could wait for ever. */
function readStart(path: string, maxBytes: number): string {
  const stats = files.statSync(path);
  if (!stats.isFile()) return '';
  const bytes = Buffer.alloc(Math.min(stats.size, maxBytes));
  const fd = files.openSync(path, files.constants.O_RDONLY);
  try {
    return bytes.toString('utf8', 0, files.readSync(fd, bytes, 0, bytes.length, 0));
  } finally {
    files.closeSync(fd);
  }
}
