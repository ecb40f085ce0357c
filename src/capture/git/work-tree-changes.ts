import { Buffer } from 'node:buffer';
import type { Stats } from 'node:fs';
import { files } from '../../base/files.ts';
import { MAX_SHOWN_FILE_BYTES } from '../../base/limits.ts';
import type { Shadow } from './shadow.ts';

/** A path below the top of the working tree, its bytes as the characters of Latin-1: git's paths are bytes. */
export type Path = string;

/** What differs between the shadow's index and the working tree. */
export interface Changes {
  /** To be read by git: files, links, submodules, embedded repositories, and what is gone. */
  readonly plain: readonly Path[];
  /** Where something stands that git cannot hold, or a folder in a file's place: gone, for git. */
  readonly gone: readonly Path[];
  /** Files that are too large to be read. */
  readonly large: readonly LargeFile[];
  /** A repository within the working tree that is no submodule is among them. */
  readonly hasEmbedded: boolean;
}

export interface LargeFile {
  readonly path: Path;
  readonly mode: '100644' | '100755';
  /** What it is told apart by, in place of its content. */
  readonly stamp: string;
}

/**
 * Looks for what changed: two runs of git over the whole working tree. Costs what `git status` does.
 * @param own the path of the store folder, which is none of the program's files; `undefined` where it lies elsewhere
 * @throws GitTrouble
 */
export function readChanges(shadow: Shadow, workTree: string, own: Path | undefined): Changes {
  const differing = shadow.run([
    'diff-files',
    '--name-only',
    '-z',
    '--no-renames',
    '--ignore-submodules=dirty',
  ]);
  const untracked = shadow.run(['ls-files', '-z', '--others', '--exclude-standard']);
  const isOwn = (path: Path): boolean => own !== undefined && `${path}/`.startsWith(`${own}/`);
  const isForeign = (path: Path): boolean => !isOwn(path);
  const changes = { plain: [] as Path[], gone: [] as Path[], large: [] as LargeFile[], hasEmbedded: false };
  for (const path of new Set(splitPaths(differing).filter(isForeign))) sortOut(path, true);
  for (const path of splitPaths(untracked).filter(isForeign)) sortOut(path, false);
  return changes;

  function sortOut(given: Path, isKnown: boolean): void {
    const isFolder = given.endsWith('/');
    const path = isFolder ? given.slice(0, -1) : given;
    const stats = lookAt(workTree, path);
    if (isFolder && hasCommit(shadow, workTree, path)) {
      changes.plain.push(path);
      changes.hasEmbedded = true;
    } else if (stats === undefined || stats.isSymbolicLink()) changes.plain.push(path);
    else if (stats.isFile()) {
      if (stats.size <= MAX_SHOWN_FILE_BYTES) changes.plain.push(path);
      else {
        const mode = (stats.mode & 0o100) === 0 ? '100644' : '100755';
        changes.large.push({ path, mode, stamp: `${stats.size} ${stats.mtimeMs}` });
      }
    } else if (stats.isDirectory() && hasCommit(shadow, workTree, path)) changes.plain.push(path);
    else if (isKnown) changes.gone.push(path);
  }
}

/** Whether a repository with a commit lies there: only then can git hold it. */
function hasCommit(shadow: Shadow, workTree: string, path: Path): boolean {
  const git = `${path}/.git`;
  if (lookAt(workTree, git) === undefined) return false;
  const [folder, index] = [absolutePath(workTree, git).toString(), shadow.index];
  return (
    shadow.try([`--git-dir=${folder}`, 'rev-parse', '--quiet', '--verify', 'HEAD'], { index }).status === 0
  );
}

/** The paths that git printed with `-z`. */
export function splitPaths(printed: Buffer): Path[] {
  const paths = printed.toString('latin1').split('\0');
  paths.pop();
  return paths;
}

/** Paths as git reads them with `-z`. */
export function joinPaths(paths: readonly Path[]): Buffer {
  return Buffer.from(paths.map((path) => `${path}\0`).join(''), 'latin1');
}

/** What stands at a path; `undefined` where nothing does, or where nobody may look. */
export function lookAt(workTree: string, path: Path): Stats | undefined {
  try {
    return files.lstatSync(absolutePath(workTree, path), { throwIfNoEntry: false });
  } catch {
    // A file stands where a folder was, or the folder is closed.
    return undefined;
  }
}

/** Where a path of git's lies. */
export function absolutePath(workTree: string, path: Path): Buffer {
  return Buffer.concat([Buffer.from(`${workTree}/`), Buffer.from(path, 'latin1')]);
}
