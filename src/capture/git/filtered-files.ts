import { files } from '../../base/files.ts';
import type { Repository } from './repository.ts';
import type { Shadow } from './shadow.ts';
import type { TreeChange } from './trees.ts';
import { absolutePath, joinPaths, lookAt, type Path, splitPaths } from './work-tree-changes.ts';

/** Size and time of files under a filter, as they were at the last turn, by path. */
export type Stamps = Readonly<Record<Path, string>>;

/** Of the changes between two turns, those under a filter. */
export interface Filtered {
  /** Not changed in truth. */
  readonly unchanged: readonly Path[];
  readonly stamps: Stamps;
}

/**
 * Judges the files that a filter of the user's (LFS, git-crypt) would have turned into something else. The filter is not run, so a tree may
 * hold such a file as the filter left it or as it lies on disk, and by its content nobody can tell whether it changed. Its
 * size and time tell. Costs a run of git where filters are configured, and two where one is met.
 */
export function judgeFiltered(
  repository: Repository,
  shadow: Shadow,
  changes: readonly TreeChange[],
  known: Stamps,
): Filtered {
  const filtered = underFilter(repository, shadow, changes);
  if (filtered.length === 0) return { unchanged: [], stamps: known };
  const indexed = readIndexed(shadow, repository.index);
  const unchanged: Path[] = [];
  const stamps: Record<Path, string> = Object.assign(Object.create(null), known);
  for (const { path, before } of filtered) {
    const stamp = stampOf(repository.workTree, path);
    const isAsIndexed = stamp === indexed.get(`${before} ${path}`);
    if (stamp !== '' && (stamp === known[path] || isAsIndexed)) unchanged.push(path);
    stamps[path] = stamp;
  }
  return { unchanged, stamps };
}

function underFilter(repository: Repository, shadow: Shadow, changes: readonly TreeChange[]): TreeChange[] {
  if (repository.filters.length === 0 || changes.length === 0) return [];
  const input = joinPaths(changes.map(({ path }) => path));
  const pieces = splitPaths(shadow.run(['check-attr', '-z', '--stdin', 'filter'], { input }));
  return changes.filter((_change, i) => repository.filters.includes(pieces[3 * i + 2] ?? ''));
}

/** Empty where there is no such file. */
function stampOf(workTree: string, path: Path): string {
  if (lookAt(workTree, path) === undefined) return '';
  const { mtimeNs, size } = files.lstatSync(absolutePath(workTree, path), { bigint: true });
  return `${mtimeNs / NS_PER_S}:${mtimeNs % NS_PER_S} ${size % SIZES}`;
}

const NS_PER_S = 1_000_000_000n;
/** An index keeps 32 bits of a size. */
const SIZES = 1n << 32n;

/** What `ls-files` prints of an entry: its name and path, and what it knows of the file. */
const ENTRY =
  /\d{6} ([0-9a-f]+) 0\t([^\0]+)\0 {2}ctime: \d+:\d+\n {2}mtime: (\d+:\d+)\n {2}dev: .*\n {2}uid: .*\n {2}size: (\d+)\t/g;

/** Time and size of the files in an index, by name and path. */
function readIndexed(shadow: Shadow, index: string): Map<string, string> {
  if (!files.existsSync(index)) return new Map();
  const printed = shadow.run(['ls-files', '-z', '--stage', '--debug'], { index }).toString('latin1');
  return new Map(
    [...printed.matchAll(ENTRY)].map(([, name, path, time, size]) => [`${name} ${path}`, `${time} ${size}`]),
  );
}
