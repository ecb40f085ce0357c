import { join } from 'node:path';
import { missingD1Settings, readD1Settings } from '../../base/d1-settings.ts';
import { AgentlogError } from '../../base/errors.ts';
import { reportFault, tell } from '../../base/notice.ts';
import { type D1Target, openD1Target } from '../../push/d1-target.ts';
import { pushFolderName } from '../../push/database-key.ts';
import { followFolder } from '../../push/follow-folder.ts';
import { type FollowLock, takeFollowLock } from '../../push/follow-lock.ts';
import { type Marks, openMarks } from '../../push/marks.ts';
import { type Pushed, type PushProgress, pushFolder } from '../../push/push-folder.ts';
import type { Folder } from '../../store/folder/types.ts';
import { openFolder } from '../open-folder.ts';
import { tellRedacted } from '../tell-redacted.ts';
import { tellSkipped } from '../tell-skipped.ts';
import { type Call, DONE, type Exit } from '../verb.ts';
import { openProgress, type ProgressLines } from './progress-lines.ts';
import { listenForStop, type Stop } from './stop-signals.ts';

/** Of waiting in one run, where the database asks for it: as long as Cloudflare's API shuts a client out. */
const MAX_WAIT_MS = 310_000;
const MAX_ATTEMPTS = 12;
/** When following, the pauses between two pushes grow instead. */
const MAX_FOLLOW_WAIT_MS = 5000;
const MAX_FOLLOW_ATTEMPTS = 3;
const MAX_MESSAGE_CHARS = 400;

/** Pushes what is new, or follows; see the verb's help. @throws AGENTLOG_D1, AGENTLOG_STORE */
export async function push(call: Call): Promise<Exit> {
  const { settings, missing, complaints } = readD1Settings(call.env);
  for (const complaint of complaints) tell(complaint);
  if (settings === undefined) throw new AgentlogError('AGENTLOG_D1', missingD1Settings(missing));
  const isFollowing = call.has('follow');
  const folder = openFolder(call);
  const stop = listenForStop({ withStdin: isFollowing });
  const progress = openProgress();
  // Following has no end to be near to, and tells of what fails by itself.
  if (isFollowing) progress.close();
  const target = openD1Target(settings, {
    attempts: isFollowing ? MAX_FOLLOW_ATTEMPTS : MAX_ATTEMPTS,
    maxWaitMs: isFollowing ? MAX_FOLLOW_WAIT_MS : MAX_WAIT_MS,
    ...(!isFollowing && { maxTotalWaitMs: MAX_WAIT_MS }),
    onWait: (waitMs) => isFollowing || progress.onWait(waitMs),
    signal: stop.signal,
  });
  const name = pushFolderName(settings);
  const marks = openMarks(folder.path, name, (error) =>
    tellRedacted(
      `how far was pushed cannot be kept: ${textOf(error)}; the next push sends it again`,
      MAX_MESSAGE_CHARS,
    ),
  );
  const work: Work = { call, folder, marks, target, stop, progress };
  try {
    if (call.has('init')) await target.init();
    return isFollowing ? await follow(work, join(folder.path, name)) : await pushOnce(work);
  } catch (error) {
    if (!stop.signal.aborted) throw error;
    return isFollowing ? DONE : stopped(stop);
  } finally {
    progress.close();
    stop.close();
  }
}

interface Work {
  readonly call: Call;
  readonly folder: Folder;
  readonly marks: Marks;
  readonly target: D1Target;
  readonly stop: Stop;
  readonly progress: ProgressLines;
}

async function pushOnce({ call, folder, marks, target, stop, progress }: Work): Promise<Exit> {
  let reached: PushProgress = { events: 0, sessions: 0, skipped: 0, ofSessions: 0 };
  const onProgress = (next: PushProgress) => {
    reached = next;
    progress.onProgress(next);
  };
  const { signal } = stop;
  try {
    const pushed = await pushFolder({ folder, marks, target, signal, again: call.has('again'), onProgress });
    call.out.write(`${pushed.sessions === 0 ? 'nothing to push' : `pushed ${countsOf(pushed)}`}\n`);
    tellSkipped(pushed.skipped);
    return DONE;
  } catch (error) {
    const before = reached.sessions === 0 ? 'nothing was pushed' : `${countsOf(reached)} were pushed before`;
    const why = signal.aborted ? 'stopped' : textOf(error);
    tellRedacted(`${why}; ${before}`, MAX_MESSAGE_CHARS);
    return signal.aborted ? stopped(stop) : { code: 1 };
  }
}

/** Ended as by the signal itself, for whoever waits for this process. */
function stopped({ by }: Stop): Exit {
  const signal = by() ?? 'SIGTERM';
  return { code: signal === 'SIGINT' ? 130 : 143, signal };
}

async function follow({ call, folder, marks, target, stop }: Work, lockFolder: string): Promise<Exit> {
  const told = new Set<string>();
  const lock = tryToLock(lockFolder, stop);
  if (lock === undefined) {
    tell('another push --follow sends what is logged in this folder to this database already');
    return DONE;
  }
  try {
    await followFolder({
      folder,
      marks,
      target,
      again: call.has('again'),
      signal: stop.signal,
      onError(error) {
        const kind = error.message.replace(/\d+/g, '0');
        if (!told.has(kind)) tellRedacted(`${error.message}; the push goes on by itself`, MAX_MESSAGE_CHARS);
        told.add(kind);
      },
    });
    return DONE;
  } finally {
    lock.release();
  }
}

/** Where nothing can be written, none is needed: nobody else can take it, and two pushers do no harm. */
function tryToLock(folder: string, stop: Stop): FollowLock | undefined {
  try {
    return takeFollowLock(folder, stop.now);
  } catch (error) {
    reportFault(error);
    return { release: () => {} };
  }
}

function countsOf({ events, sessions }: Pushed): string {
  return `${count(events, 'event')} of ${count(sessions, 'session')}`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
