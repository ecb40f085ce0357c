import { join, relative, sep } from 'node:path';
import type { Environment } from '../../base/environment.ts';
import { guarded, reportFault } from '../../base/notice.ts';
import type { GitDiffPayload } from '../../event/types.ts';
import { redact } from '../../redact/redact.ts';
import type { SafeText } from '../../redact/safe-text.ts';
import { readBaseTree } from './base-tree.ts';
import { type Difference, diffTrees } from './diff-trees.ts';
import { judgeFiltered, type Stamps } from './filtered-files.ts';
import { makeSessionFolder, type RepositoryState, readState, writeState } from './git-state.ts';
import { type Repository, readRepository } from './repository.ts';
import { createDeadline, type Deadline } from './run-git.ts';
import { withLock } from './session-lock.ts';
import { openShadow, type Shadow } from './shadow.ts';
import { type Snapshot, takeSnapshot } from './snapshot.ts';
import { pathsRemoved, readTreeChanges, treeWithout } from './trees.ts';
import { lookAt, type Path } from './work-tree-changes.ts';

/** What changed in a turn, or why that cannot be told. */
export type GitDiffAnswer =
  | { readonly payload: GitDiffPayload; readonly sessionId: string }
  | { readonly missing: SafeText };

export interface GitDiff {
  /**
   * Compares the working tree around `cwd` with what it was at the last turn of the session, or when the session began, and keeps what
   * it is now for the next turn. Costs up to two `git status`, and git's time to read and compare what changed. Never throws.
   */
  diff(turn: Turn): GitDiffAnswer;
  /**
   * Keeps what the working tree is now, as that with which the session's first turn is compared. Costs up to two `git status`.
   * Does nothing where there is no repository. Never throws.
   */
  begin(sessionId: string, cwd: string): void;
}

/** One turn of a session. */
export interface Turn {
  /** The session; asked only where there is a working tree. May throw: the message is the answer then. */
  readonly session: () => {
    readonly id: string;
    /** When it began: Unix time in seconds. */
    readonly startTs: number;
  };
  readonly cwd: string;
  /** Of what is no whole number from 0 up, the last turn's number and one. */
  readonly turnNumber?: number | undefined;
}

export interface GitDiffOptions {
  /** The store folder, absolute; it must be there. */
  readonly storePath: string;
  readonly env: Environment;
  /** How long one call may take in all. @defaultValue 10 s */
  readonly timeoutMs?: number;
}

/** A program waits no longer for a diff. */
const TIMEOUT_MS = 10_000;

/** The diffs of a store folder. Nothing is looked at until a turn is. */
export function createGitDiff({ storePath, env, timeoutMs = TIMEOUT_MS }: GitDiffOptions): GitDiff {
  return {
    diff: (turn) => answer(() => takeTurn(turn)),
    begin: (sessionId, cwd) => guarded(undefined, () => keepBeginning(sessionId, cwd)),
  };

  function keepBeginning(sessionId: string, cwd: string): void {
    const deadline = createDeadline(timeoutMs);
    const repository = readRepository(cwd, env, deadline);
    const folder = makeSessionFolder(storePath, sessionId);
    withLock(folder, deadline, () => {
      const shadow = shadowIn(folder, repository, deadline);
      const { tree, seed } = takeSnapshot(repository, shadow, undefined, ownPath(repository), deadline);
      keep(folder, readState(folder).turn, repository, { tree, seed, stamps: {} });
    });
  }

  function shadowIn(folder: string, repository: Repository, deadline: Deadline): Shadow {
    return openShadow(join(folder, repository.key), repository, { env, deadline });
  }

  function takeTurn({ session, cwd, turnNumber }: Turn): GitDiffAnswer {
    const deadline = createDeadline(timeoutMs);
    const repository = readRepository(cwd, env, deadline);
    const { id: sessionId, startTs } = session();
    const folder = makeSessionFolder(storePath, sessionId);
    return withLock(folder, deadline, () => {
      const shadow = shadowIn(folder, repository, deadline);
      const state = readState(folder);
      const last = state.repositories[repository.key];
      const now = takeSnapshot(repository, shadow, last, ownPath(repository), deadline);
      const base = last?.tree ?? readBaseTree(repository, shadow, startTs);
      const turn = isTurnNumber(turnNumber) ? turnNumber : state.turn + 1;
      const { tree, seed } = now;
      let stamps: Stamps = last?.stamps ?? {};
      try {
        const compared = compare(repository, shadow, { base, now, stamps, isFirst: last === undefined });
        stamps = compared.stamps;
        return { payload: { turn_number: turn, ...compared.difference }, sessionId };
      } finally {
        // Also where the two cannot be compared: the next turn then can be.
        keep(folder, turn, repository, { tree, seed, stamps });
      }
    });
  }

  function keep(folder: string, turn: number, { key }: Repository, own: RepositoryState): void {
    const { repositories } = readState(folder);
    writeState(folder, { turn, repositories: { ...repositories, [key]: own } });
  }

  /** The store folder as a path of git's, where it lies in the working tree. */
  function ownPath({ workTree }: Repository): Path | undefined {
    const path = relative(workTree, storePath);
    if (path === '' || path.startsWith('..')) return undefined;
    return Buffer.from(path.replaceAll(sep, '/')).toString('latin1');
  }
}

interface Compared {
  readonly base: string;
  readonly now: Snapshot;
  readonly stamps: Stamps;
  readonly isFirst: boolean;
}

/** The difference, less what only looks like one. */
function compare(
  repository: Repository,
  shadow: Shadow,
  { base, now, stamps, isFirst }: Compared,
): { readonly difference: Difference; readonly stamps: Stamps } {
  if (base === now.tree) return { difference: diffTrees(shadow, base, now.tree), stamps };
  const changes = repository.filters.length > 0 ? readTreeChanges(shadow, base, now.tree) : [];
  const filtered = judgeFiltered(repository, shadow, changes, stamps);
  const ignored = now.isSeeded && !isFirst ? ignoredSince(repository, shadow, base, now.tree) : [];
  const apart = [...filtered.unchanged, ...ignored];
  const [from, to] = [treeWithout(shadow, base, apart), treeWithout(shadow, now.tree, apart)];
  return { difference: diffTrees(shadow, from, to), stamps: filtered.stamps };
}

/** Files that are there still, but ignored by now: they were not deleted. */
function ignoredSince({ workTree }: Repository, shadow: Shadow, from: string, to: string): Path[] {
  return pathsRemoved(shadow, from, to).filter((path) => {
    const stats = lookAt(workTree, path);
    return stats !== undefined && !stats.isDirectory();
  });
}

function isTurnNumber(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function answer(step: () => GitDiffAnswer): GitDiffAnswer {
  try {
    return step();
  } catch (error) {
    reportFault(error);
    return { missing: redact(error instanceof Error ? error.message : String(error)) };
  }
}
