import { join } from 'node:path';
import { files } from '../../base/files.ts';
import { createDraftPath, removeDraft } from '../../store/folder/draft.ts';
import { FILE_MODE } from '../../store/folder/safe-open.ts';
import { NO_LINKS } from '../../store/folder/session-file.ts';
import { codeOf } from '../../store/folder/store-error.ts';
import { type Deadline, GitTrouble } from './run-git.ts';

const { kill, pid } = process;
const { wait } = Atomics;
const { now } = Date;

const POLL_MS = 15;
/** No turn takes so long: whoever held the lock is gone, in ms. */
const STALE_MS = 300_000;

/**
 * Runs a step while no other process works on the session's snapshots. Waits for the other one to be done, without giving
 * the event loop a turn. @throws GitTrouble when the deadline comes first
 */
export function withLock<T>(folder: string, deadline: Deadline, step: () => T): T {
  const path = join(folder, 'lock');
  while (!take(folder, path)) {
    const holder = readHolder(path);
    if (isStale(path, holder)) takeAway(folder, path, holder);
    else waitFor(deadline);
  }
  try {
    return step();
  } finally {
    files.rmSync(path, { force: true });
  }
}

/** The lock gets its name only when its holder's number is in it: whoever is killed in between leaves none that nobody holds. */
function take(folder: string, path: string): boolean {
  const draft = createDraftPath(folder);
  try {
    files.writeFileSync(draft, `${pid}`, { flag: 'wx', mode: FILE_MODE });
    files.linkSync(draft, path);
    return true;
  } catch (error) {
    const code = codeOf(error);
    if (code === 'EEXIST') return false;
    if (code !== undefined && NO_LINKS.has(code)) return takeWithoutLink(path);
    throw error;
  } finally {
    removeDraft(draft);
  }
}

function takeWithoutLink(path: string): boolean {
  try {
    files.writeFileSync(path, `${pid}`, { flag: 'wx', mode: FILE_MODE });
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

function isStale(path: string, holder: string): boolean {
  const stats = files.lstatSync(path, { throwIfNoEntry: false });
  if (stats === undefined) return false;
  return now() - stats.mtimeMs > STALE_MS || isGone(Number(holder));
}

/** What stands in the lock; `''` where it was given back just now. */
function readHolder(path: string): string {
  try {
    return files.readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

/** Takes away the lock of a holder that is gone. Of several processes that want to, the others must not take away the lock of the first. */
function takeAway(folder: string, path: string, holder: string): void {
  const aside = createDraftPath(folder);
  try {
    files.renameSync(path, aside);
    if (readHolder(aside) !== holder) files.linkSync(aside, path);
  } catch {
    // Another process was faster.
  } finally {
    removeDraft(aside);
  }
}

/** Whether no process has this number. Of one that has not written its number yet: no. */
function isGone(holder: number): boolean {
  if (!Number.isSafeInteger(holder) || holder <= 0) return false;
  try {
    Reflect.apply(kill, process, [holder, 0]);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}

function waitFor(deadline: Deadline): void {
  try {
    pause(deadline);
  } catch {
    throw new GitTrouble('another process has been logging a turn of this session for too long');
  }
}

/** Waits a moment without giving the event loop a turn. @throws GitTrouble when the time is up */
export function pause(deadline: Deadline): void {
  deadline.left();
  wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, POLL_MS);
}
