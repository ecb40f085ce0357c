import { dirname, join } from 'node:path';
import { files } from '../base/files.ts';
import { fillFromPool } from '../base/random.ts';
import { createSuffix } from '../event/ids.ts';
import { createDraftPath, removeDraft } from '../store/folder/draft.ts';
import { makeFolder, makeOwnFolder } from '../store/folder/make-folder.ts';
import { FILE_MODE, openOwn } from '../store/folder/safe-open.ts';

const { clearInterval, setInterval } = globalThis;
const { getBuiltinModule, kill, pid } = process;

/** No session's suffix: the marks beside it never bear this name. */
const LOCK_NAME = '.lock';
const RENEW_MS = 2000;
/** A lock that was not renewed for so long is nobody's: several renewals were missed. */
const STALE_MS = 15_000;
const MAX_LOCK_BYTES = 512;

/** Held by the one process that follows a folder for a database. */
export interface FollowLock {
  /** Lets go of it. Never throws. */
  release(): void;
}

/** Whether a process that still lives follows already. `folder` is that of the database's marks. Never throws. */
export function isFollowed(folder: string): boolean {
  try {
    return readHolder(join(folder, LOCK_NAME)) !== undefined;
  } catch {
    return false;
  }
}

/**
 * Takes the lock and renews it; `undefined` where another process holds it. One whose process is gone, or that was not renewed, is taken over.
 * `onLost` is called when another process took it over meanwhile. @throws what the system throws
 */
export function takeFollowLock(folder: string, onLost: () => void): FollowLock | undefined {
  makeFolder(dirname(folder));
  makeOwnFolder(folder);
  const path = join(folder, LOCK_NAME);
  const token = createSuffix(fillFromPool);
  const text = `${JSON.stringify({ pid, host: hostName(), token })}\n`;
  if (!placeLock(folder, path, text)) return undefined;
  if (readLock(path)?.token !== token) return undefined;

  const timer = setInterval(() => {
    try {
      if (readLock(path)?.token !== token) throw new Error('another process holds the lock');
      const now = Date.now() / 1000;
      files.utimesSync(path, now, now);
    } catch {
      clearInterval(timer);
      onLost();
    }
  }, RENEW_MS);
  timer.unref();

  return {
    release() {
      clearInterval(timer);
      try {
        if (readLock(path)?.token === token) files.unlinkSync(path);
      } catch {
        // It goes stale by itself.
      }
    },
  };
}

interface Lock {
  readonly pid: number;
  readonly host: string;
  readonly token: string;
  readonly ageMs: number;
}

/** The lock, if whoever wrote it still holds it. */
function readHolder(path: string): Lock | undefined {
  const lock = readLock(path);
  if (lock === undefined || Math.abs(lock.ageMs) > STALE_MS) return undefined;
  return lock.host === hostName() && !isAlive(lock.pid) ? undefined : lock;
}

function readLock(path: string): Lock | undefined {
  try {
    const { fd, stats } = openOwn(path, files.constants.O_RDONLY);
    try {
      const bytes = Buffer.alloc(MAX_LOCK_BYTES);
      const found = JSON.parse(bytes.toString('utf8', 0, files.readSync(fd, bytes, 0, MAX_LOCK_BYTES, 0)));
      const { pid: holder, host, token } = found as Record<string, unknown>;
      if (!Number.isSafeInteger(holder) || typeof host !== 'string' || typeof token !== 'string')
        return undefined;
      return { pid: holder as number, host, token, ageMs: Date.now() - stats.mtimeMs };
    } finally {
      files.closeSync(fd);
    }
  } catch {
    return undefined;
  }
}

/** Puts the lock in its place, whole, unless another process holds it. */
function placeLock(folder: string, path: string, text: string): boolean {
  const draft = createDraftPath(folder);
  try {
    files.writeFileSync(draft, text, { flag: 'wx', mode: FILE_MODE });
    if (linkLock(draft, path)) return true;
    if (readHolder(path) !== undefined) return false;
    files.renameSync(draft, path);
    return true;
  } finally {
    removeDraft(draft);
  }
}

/** Of several processes one makes the link; where there are no hard links, the last one's renaming counts. */
function linkLock(draft: string, path: string): boolean {
  try {
    files.linkSync(draft, path);
    return true;
  } catch {
    return false;
  }
}

/** Process ids say nothing on another machine that shares the folder. */
function hostName(): string {
  return getBuiltinModule('node:os').hostname();
}

function isAlive(holder: number): boolean {
  try {
    kill(holder, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
