import type { ChildProcess } from 'node:child_process';
import { basename, dirname, join } from 'node:path';
import { missingD1Settings, readD1Settings } from '../base/d1-settings.ts';
import { files } from '../base/files.ts';
import { guarded, tellOnce } from '../base/notice.ts';
import { pushFolderName } from './database-key.ts';
import { isFollowed } from './follow-lock.ts';
import type { HeldStart } from './held-start.ts';

const { setTimeout } = globalThis;
// Held: a program may wrap them later.
const { getBuiltinModule, execPath, versions } = process;
const listenerCount = process.listenerCount.bind(process);

/** A program that is over by then starts none: what it left goes with the next push. */
const START_AFTER_MS = 2000;
/** How often it is looked whether somebody still pushes. */
const LOOK_AGAIN_MS = 30_000;
/** What a recorded program's helper must not have: it is not recorded, and is a plain Node. */
const NOT_PASSED: readonly string[] = [
  'AGENTLOG',
  'AGENTLOG_D1',
  'AGENTLOG_PIPES',
  'AGENTLOG_SESSION',
  'NODE_OPTIONS',
  'NODE_REDIRECT_WARNINGS',
  'NODE_V8_COVERAGE',
];

export interface PusherOptions {
  /** Held from before the program could change it. */
  readonly held: HeldStart;
  /** The store folder, absolute; asked for once there is something to push. */
  readonly folder: () => string;
  /** The command line's file. */
  readonly cliPath: string;
}

/**
 * Has what is recorded pushed in the background (`AGENTLOG_D1`), from two seconds on: by one process a folder and database,
 * `agentlog push --follow`, that ends with this one. Not from this process itself: a pending request would delay its end, and a patched
 * `fetch` would see it. Keeps no process alive. Where no such process can be started, it is told once. Never throws.
 */
export function startPusher({ held, folder, cliPath }: PusherOptions): void {
  guarded(undefined, () => {
    if (!getBuiltinModule('node:worker_threads').isMainThread) return;
    const { settings, missing, complaints } = readD1Settings(held.env);
    for (const complaint of complaints) tellOnce(complaint);
    if (settings === undefined) {
      tellOnce(`AGENTLOG_D1 is on, but ${missingD1Settings(missing)}: nothing is pushed`);
      return;
    }
    const name = pushFolderName(settings);
    lookIn(START_AFTER_MS);

    function lookIn(ms: number): void {
      const timer = setTimeout(() => guarded(undefined, look), ms);
      timer.unref();
    }

    function look(): void {
      const path = folder();
      const isThere = files.lstatSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
      if (!isThere || isFollowed(join(path, name))) {
        lookIn(isThere ? LOOK_AGAIN_MS : START_AFTER_MS);
        return;
      }
      const obstacle = findObstacle(cliPath);
      if (obstacle === undefined) start(path);
      else tellOnce(`nothing is pushed in the background, as ${obstacle}: run agentlog push`);
    }

    function start(path: string): void {
      const child = spawnPusher(cliPath, path, held);
      child.on('error', () => lookIn(LOOK_AGAIN_MS));
      child.on('exit', (exitCode) => {
        if (exitCode === 1) tellOnce('D1 refuses what is pushed in the background: agentlog push says why');
        else lookIn(LOOK_AGAIN_MS);
      });
    }
  });
}

/** Why no process can be started here; `undefined` where one can. */
function findObstacle(cliPath: string): string | undefined {
  if (versions.electron !== undefined || !/^node/i.test(basename(execPath)))
    return 'this program is not run by Node itself';
  const { permission } = process as { readonly permission?: { has(scope: string): boolean } };
  if (permission?.has('child') === false) return 'this program may start no process';
  // It would hear of the end of a process that it never started.
  if (listenerCount('SIGCHLD') > 0) return 'this program listens to SIGCHLD';
  return files.existsSync(cliPath) ? undefined : `${cliPath} is missing`;
}

/** It is told by the end of its stdin that this process has ended, however that came about. */
function spawnPusher(cliPath: string, folder: string, { spawn, env }: HeldStart): ChildProcess {
  const passed = Object.entries(env).filter(([name]) => !NOT_PASSED.includes(name));
  const child = spawn(execPath, [cliPath, 'push', '--follow'], {
    cwd: dirname(folder),
    env: { ...Object.fromEntries(passed), AGENTLOG_DIR: folder },
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
    windowsHide: true,
  });
  child.unref();
  child.stdin?.on('error', () => {});
  (child.stdin as unknown as { unref?(): void } | null)?.unref?.();
  return child;
}
