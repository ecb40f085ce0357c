import { join } from 'node:path';
import { isFields } from '../../base/fields.ts';
import { files } from '../../base/files.ts';
import { isSessionId, suffixOf } from '../../event/ids.ts';
import { replaceFile } from '../../store/folder/draft.ts';
import { isOwn, openOwn } from '../../store/folder/safe-open.ts';
import type { Stamps } from './filtered-files.ts';

/** What is kept from one turn of a session to the next. */
export interface GitState {
  /** The last turn's number; 0 before the first. */
  readonly turn: number;
  /** By the key of the repository: a session may work in several. */
  readonly repositories: Readonly<Record<string, RepositoryState>>;
}

export interface RepositoryState {
  /** The working tree at the last turn. */
  readonly tree: string;
  readonly seed: string;
  readonly stamps: Stamps;
}

const FOLDER_MODE = 0o700;
const MAX_STATE_BYTES = 16 << 20;
const NO_STATE: GitState = { turn: 0, repositories: {} };

/** Where the snapshots of a session are kept. @throws TypeError for what is no session id: it never becomes part of a path */
function sessionFolder(storePath: string, sessionId: string): string {
  if (!isSessionId(sessionId)) throw new TypeError('no session id');
  return join(storePath, 'git', suffixOf(sessionId));
}

/** Makes the folder of a session's snapshots in a store folder that is there. @throws what the system throws */
export function makeSessionFolder(storePath: string, sessionId: string): string {
  const path = sessionFolder(storePath, sessionId);
  makeOwn(join(storePath, 'git'));
  makeOwn(path);
  return path;
}

/** Follows no link, and takes no other user's folder. */
function makeOwn(path: string): void {
  try {
    files.mkdirSync(path, FOLDER_MODE);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  const stats = files.lstatSync(path);
  if (!stats.isDirectory() || !isOwn(stats))
    throw new Error(`${path} is not a folder of this user: remove it`);
}

/** A session's state; that of a session without any turn where the file is missing or is none of ours. */
export function readState(folder: string): GitState {
  try {
    const { fd, stats } = openOwn(statePath(folder), files.constants.O_RDONLY);
    try {
      if (stats.size > MAX_STATE_BYTES) return NO_STATE;
      return judge(JSON.parse(files.readFileSync(fd, 'utf8')));
    } finally {
      files.closeSync(fd);
    }
  } catch {
    return NO_STATE;
  }
}

/** Writes the state in one step: a reader sees the old one or the new one. @throws what the system throws */
export function writeState(folder: string, state: GitState): void {
  replaceFile(folder, statePath(folder), JSON.stringify(state));
}

/** Removes the snapshots of a session, if there are any: for a session that is removed. @throws what the system throws */
export function removeGitState(storePath: string, sessionId: string): void {
  files.rmSync(sessionFolder(storePath, sessionId), { recursive: true, force: true });
}

function statePath(folder: string): string {
  return join(folder, 'state.json');
}

function judge(value: unknown): GitState {
  const { turn, repositories } = value as Record<keyof GitState, unknown>;
  const sound = Object.entries(isFields(repositories) ? repositories : {}).filter(([, entry]) =>
    isSound(entry),
  );
  return {
    turn: Number.isSafeInteger(turn) && (turn as number) >= 0 ? (turn as number) : 0,
    repositories: Object.fromEntries(sound) as Record<string, RepositoryState>,
  };
}

function isSound(entry: unknown): boolean {
  if (!isFields(entry)) return false;
  const { tree, seed, stamps } = entry;
  return (
    /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(String(tree)) &&
    typeof seed === 'string' &&
    isFields(stamps) &&
    Object.values(stamps).every((stamp) => typeof stamp === 'string')
  );
}
