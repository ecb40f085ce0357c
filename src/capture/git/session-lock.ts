import { join } from 'node:path';
import { files } from '../../base/files.ts';
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
  while (!take(path)) {
    if (isStale(path)) files.rmSync(path, { force: true });
    else pause(deadline);
  }
  try {
    return step();
  } finally {
    files.rmSync(path, { force: true });
  }
}

function take(path: string): boolean {
  try {
    files.writeFileSync(path, `${pid}`, { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function isStale(path: string): boolean {
  const stats = files.lstatSync(path, { throwIfNoEntry: false });
  if (stats === undefined) return false;
  if (now() - stats.mtimeMs > STALE_MS) return true;
  return isGone(readHolder(path));
}

function readHolder(path: string): number {
  try {
    return Number(files.readFileSync(path, 'utf8'));
  } catch {
    // It was given back just now.
    return 0;
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

function pause(deadline: Deadline): void {
  try {
    deadline.left();
  } catch {
    throw new GitTrouble('another process has been logging a turn of this session for too long');
  }
  wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, POLL_MS);
}
