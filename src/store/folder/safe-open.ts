import type { Stats } from 'node:fs';
import { AgentlogError } from '../../base/errors.ts';
import { files } from '../../base/files.ts';

/** Session files and marks: for their owner alone. */
export const FILE_MODE = 0o600;

const { geteuid } = process;
// Windows knows neither flag.
const NO_FOLLOW = files.constants.O_NOFOLLOW ?? 0;
/** Keeps a pipe that somebody put in a file's place from blocking the program. */
const NO_WAIT = files.constants.O_NONBLOCK ?? 0;

/** An open file, and what it was when it was opened. */
export interface OpenFile {
  readonly fd: number;
  readonly stats: Stats;
}

/**
 * Opens a file of the store: follows no link, does not wait, takes only a plain file of this user.
 * @throws AGENTLOG_STORE when it is something else; else what the system throws (`ENOENT`, `EACCES` …)
 */
export function openOwn(path: string, flags: number): OpenFile {
  const fd = files.openSync(path, flags | NO_FOLLOW | NO_WAIT, FILE_MODE);
  try {
    const stats = files.fstatSync(fd);
    if (!stats.isFile()) throw new AgentlogError('AGENTLOG_STORE', `${path} is not a file: remove it`);
    if (!isOwn(stats)) {
      throw new AgentlogError('AGENTLOG_STORE', `${path} belongs to user ${stats.uid}: remove it`);
    }
    return { fd, stats };
  } catch (error) {
    files.closeSync(fd);
    throw error;
  }
}

/** Whether a file or folder belongs to the user that this process acts as; always so where the system has no such users. */
export function isOwn(stats: Stats): boolean {
  return geteuid === undefined || stats.uid === geteuid();
}
