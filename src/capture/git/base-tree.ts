import { files } from '../../base/files.ts';
import { type Repository, statOf } from './repository.ts';
import type { Shadow } from './shadow.ts';
import { emptyTree } from './trees.ts';

/** A longer reflog is not read. */
const MAX_LOG_BYTES = 16 << 20;

/**
 * The tree that the first turn of a session is compared with: that of `HEAD` as it was when the session began, as far as the
 * reflog tells; else of `HEAD` now; where there was no commit, the empty one.
 * @param startTs Unix time in seconds
 */
export function readBaseTree(repository: Repository, shadow: Shadow, startTs: number): string {
  const then = headAt(readLog(repository.headLog), startTs);
  if (then === 'none') return emptyTree(shadow);
  const commits = [then, repository.readHead()].filter((commit) => commit !== undefined);
  for (const commit of commits) {
    const { status, stdout } = shadow.try(['rev-parse', '--quiet', '--verify', `${commit}^{tree}`]);
    if (status === 0) return stdout.toString().trim();
  }
  return emptyTree(shadow);
}

function readLog(path: string): string {
  const stats = statOf(path);
  return stats?.isFile() === true && stats.size <= MAX_LOG_BYTES ? files.readFileSync(path, 'utf8') : '';
}

/** Old name, new name, who, when, and behind a tab what was done. */
const ENTRY = /^([0-9a-f]{40,64}) ([0-9a-f]{40,64}) [^\t\n]*> (\d+) [+-]\d{4}(?:\t(.*))?$/gm;

/**
 * The commit that `HEAD` was at this time; `none` where there was none, `undefined` where the log does not tell. The log
 * counts whole seconds: what was done in the second of the session's start counts as done before it.
 */
export function headAt(log: string, startTs: number): string | 'none' | undefined {
  let found: string | undefined;
  let first: RegExpExecArray | undefined;
  for (const entry of log.matchAll(ENTRY)) {
    first ??= entry;
    if (Number(entry[3]) <= startTs) found = entry[2];
  }
  if (found !== undefined || first === undefined) return found;
  const [, before = '', after, , what = ''] = first;
  if (!/^0+$/.test(before)) return before;
  // A repository that was cloned after the start: what it came with is no work of the session.
  return what.startsWith('clone:') ? after : 'none';
}
