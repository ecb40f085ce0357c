import { Buffer } from 'node:buffer';
import { files } from '../../base/files.ts';
import type { Shadow } from './shadow.ts';
import { joinPaths, type Path, splitPaths } from './work-tree-changes.ts';

/** Removes paths from a tree; gives the tree's own name where there is none of them. */
export function treeWithout(shadow: Shadow, tree: string, paths: readonly Path[]): string {
  if (paths.length === 0) return tree;
  const index = `${shadow.path}/index-without`;
  try {
    shadow.run(['read-tree', tree], { index });
    shadow.run(['update-index', '-z', '--force-remove', '--stdin'], { index, input: joinPaths(paths) });
    return shadow.run(['write-tree', '--missing-ok'], { index }).toString().trim();
  } finally {
    files.rmSync(index, { force: true });
  }
}

/** The paths that one tree has and the other has not. */
export function pathsRemoved(shadow: Shadow, from: string, to: string): Path[] {
  return splitPaths(
    shadow.run(['diff-tree', '-r', '-z', '--name-only', '--no-renames', '--diff-filter=D', from, to]),
  );
}

/** A path that differs between two trees. */
export interface TreeChange {
  readonly path: Path;
  /** The name of what stood there before; zeros where nothing did. */
  readonly before: string;
}

/** The paths that differ between two trees; a rename is two. */
export function readTreeChanges(shadow: Shadow, from: string, to: string): TreeChange[] {
  const printed = shadow.run(['diff-tree', '-r', '-z', '--raw', '--no-abbrev', '--no-renames', from, to]);
  const pieces = splitPaths(printed);
  const changes: TreeChange[] = [];
  for (let i = 0; i + 1 < pieces.length; i += 2) {
    changes.push({ path: pieces[i + 1] ?? '', before: pieces[i]?.split(' ')[2] ?? '' });
  }
  return changes;
}

/** The tree of nothing. */
export function emptyTree(shadow: Shadow): string {
  return shadow
    .run(['mktree'], { input: Buffer.alloc(0) })
    .toString()
    .trim();
}
