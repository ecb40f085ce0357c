import { Buffer } from 'node:buffer';
import { files } from '../../base/files.ts';
import type { Repository } from './repository.ts';
import { type Deadline, GitTrouble, troubleOf } from './run-git.ts';
import { seedIndex, seedKey } from './seed-index.ts';
import { pause } from './session-lock.ts';
import type { Shadow } from './shadow.ts';
import { type Changes, joinPaths, type LargeFile, type Path, readChanges } from './work-tree-changes.ts';

/** The working tree at one time. */
export interface Snapshot {
  /** The name of git's tree object in the shadow. */
  readonly tree: string;
  /** What the shadow's index was begun from; empty where it must be begun anew next time. */
  readonly seed: string;
  /** The index was begun anew for this snapshot. */
  readonly isSeeded: boolean;
}

/** How many files that git cannot read are left out before it is held that something else is wrong. */
const MAX_UNREADABLE = 20;

/** A git that is still at work holds the index for milliseconds; so often a snapshot is tried again. */
const MAX_LOCKED = 40;

/**
 * Takes a snapshot of the working tree into the shadow. A process that was killed in the middle of one may have left a git that is still
 * at work there, and an index that two of them have written: then it is taken again, with an index that is begun anew. Costs about a `git status`, and the reading of what changed since
 * the shadow's index was last brought up to date.
 * @param before the last snapshot in this shadow, if there is one
 * @param own the store folder, if it lies in the working tree
 * @throws GitTrouble, and what the system throws
 */
export function takeSnapshot(
  repository: Repository,
  shadow: Shadow,
  before: Before,
  own: Path | undefined,
  deadline: Deadline,
): Snapshot {
  let from = before;
  for (let tries = 0; ; tries += 1) {
    try {
      return takeOnce(repository, shadow, from, own);
    } catch (error) {
      if (!(error instanceof GitTrouble) || tries >= (error.isLocked ? MAX_LOCKED : 1)) throw error;
      pause(deadline);
      from = before && { ...before, seed: '' };
    }
  }
}

type Before = Pick<Snapshot, 'tree' | 'seed'> | undefined;

function takeOnce(repository: Repository, shadow: Shadow, before: Before, own: Path | undefined): Snapshot {
  const { workTree } = repository;
  // Left by a run that was killed; nobody else works here now.
  files.rmSync(`${shadow.index}.lock`, { force: true });
  const seed = seedKey(repository);
  let isSeeded = before?.seed !== seed;
  if (isSeeded) seedIndex(repository, shadow);
  let changes = readChanges(shadow, workTree, own);
  if (!isSeeded && changes.plain.some(isIgnoreFile)) {
    // What was new a turn ago may be ignored by now.
    isSeeded = true;
    seedIndex(repository, shadow);
    changes = readChanges(shadow, workTree, own);
  }
  const isSame = changes.plain.length + changes.gone.length + changes.large.length === 0;
  if (isSame && !isSeeded && before !== undefined) return { ...before, isSeeded };
  updateIndex(shadow, changes, isSeeded, '0'.repeat(repository.objectFormat === 'sha256' ? 64 : 40));
  const tree = shadow.run(['write-tree', '--missing-ok']).toString().trim();
  return { tree, seed: changes.hasEmbedded ? '' : seed, isSeeded };
}

function isIgnoreFile(path: Path): boolean {
  return path === '.gitignore' || path.endsWith('/.gitignore');
}

/**
 * Writes the index also where nothing is new: what was written in the very second of the user's index must be read to be
 * known as unchanged, and would be read again every turn.
 */
const UPDATE: readonly string[] = [
  'update-index',
  '-z',
  '--add',
  '--remove',
  '--replace',
  '--force-write-index',
];

/** Brings the shadow's index up to what the working tree holds. */
function updateIndex(shadow: Shadow, changes: Changes, isSeeded: boolean, noObject: string): void {
  const lines = [...changes.gone.map((path) => `0 ${noObject}\t${path}\0`), ...changes.large.map(standIn)];
  if (lines.length > 0)
    shadow.run(['update-index', '-z', '--add', '--replace', '--index-info'], {
      input: Buffer.from(lines.join(''), 'latin1'),
    });
  let paths = changes.plain;
  for (let left = MAX_UNREADABLE; paths.length > 0 || isSeeded; left -= 1) {
    const { status, stderr } = shadow.try([...UPDATE, '--stdin'], { input: joinPaths(paths) });
    if (status === 0) return;
    const blamed = blamedPath(stderr, paths);
    if (blamed === undefined || left === 0) throw troubleOf({ stderr, status });
    paths = paths.filter((path) => path !== blamed);
  }

  function standIn({ path, mode, stamp }: LargeFile): string {
    // The zero byte makes it a binary file to git: named, not shown.
    const input = Buffer.from(`\0agentlog: a file too large to be shown: ${stamp}\n`);
    const name = shadow.run(['hash-object', '-w', '--stdin'], { input }).toString().trim();
    return `${mode} ${name}\t${path}\0`;
  }
}

/** The path that git's last complaint names, as git writes it there. */
function blamedPath(stderr: string, paths: readonly Path[]): Path | undefined {
  const complaint = Buffer.from(stderr.trim().split('\n').at(-1) ?? '').toString('latin1');
  let found: Path | undefined;
  for (const path of paths) {
    const written = Array.from(path, (char) => (char < ' ' || char === '\x7f' ? '?' : char)).join('');
    if (complaint.includes(written) && path.length > (found?.length ?? 0)) found = path;
  }
  return found;
}
