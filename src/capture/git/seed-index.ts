import { dirname, join } from 'node:path';
import { files } from '../../base/files.ts';
import { FILE_MODE } from '../../store/folder/safe-open.ts';
import { type Repository, statOf } from './repository.ts';
import type { Shadow } from './shadow.ts';

/** Changes with the user's index, and with the files that say what git ignores: the shadow's index is then begun anew. */
export function seedKey(repository: Repository): string {
  return [repository.index, ...repository.excludes, repository.ownAttributes].map(stampOf).join(' ');
}

function stampOf(path: string): string {
  const stats = statOf(path);
  return stats === undefined ? '-' : `${stats.ino}:${stats.mtimeMs}:${stats.size}`;
}

/**
 * Makes the shadow's index a copy of the user's: what git knows of each file's time and size comes with it, so that files
 * which did not change are not read again.
 */
export function seedIndex(repository: Repository, shadow: Shadow): void {
  for (const own of [shadow.index, `${shadow.index}.lock`]) files.rmSync(own, { force: true });
  const [exclude = ''] = repository.excludes;
  copy(exclude, join(shadow.path, 'info', 'exclude'));
  copy(repository.ownAttributes, join(shadow.path, 'info', 'attributes'));
  copySharedIndexes(repository, shadow);
  copy(repository.index, shadow.index);
}

/** A split index is a small file over a large one that lies beside it. */
function copySharedIndexes(repository: Repository, shadow: Shadow): void {
  const folder = dirname(repository.index);
  const isShared = (name: string): boolean => /^sharedindex\.[0-9a-f]+$/.test(name);
  for (const name of files.readdirSync(shadow.path).filter(isShared)) files.rmSync(join(shadow.path, name));
  for (const name of files.readdirSync(folder).filter(isShared))
    copy(join(folder, name), join(shadow.path, name));
}

function copy(from: string, to: string): void {
  const stats = statOf(from);
  if (stats?.isFile() !== true) {
    files.rmSync(to, { force: true });
    return;
  }
  files.writeFileSync(to, files.readFileSync(from), { mode: FILE_MODE });
  // Git looks twice at a file that is as young as its index; a younger index would have it look once.
  files.utimesSync(to, Math.floor(stats.mtimeMs / 1000), Math.floor(stats.mtimeMs / 1000));
}
