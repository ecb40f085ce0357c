import type { ChildProcess } from 'node:child_process';
import { guarded } from '../../base/notice.ts';
import { callOriginal, type Method, replaceMethod } from './replace-method.ts';
import { type Capture, runningCapture } from './running.ts';
import type { StreamName } from './types.ts';

const { getBuiltinModule } = process;

/** What a child is given for one of its streams, as the program writes it or as Node passes it down. */
type Stdio = unknown;

/**
 * Has the children that are started in a capture print to it where they would have inherited stdout or stderr: through `spawn`,
 * `fork` and their like, and through `spawnSync`. Gives what restores each method. Loads `node:child_process`.
 */
export function takeOverChildren(): (() => void)[] {
  const { prototype } = getBuiltinModule('node:child_process').ChildProcess;
  const undos = [
    replaceMethod(prototype, 'spawn', spawnMethod),
    guarded(undefined, () => replaceMethod(spawnSyncBinding(), 'spawn', spawnSyncMethod)),
  ];
  return undos.filter((undo) => undo !== undefined);
}

/**
 * What `spawnSync`, `execSync` and `execFileSync` call at last. Programs hold those three by name, so that replacing them would reach
 * few; Node has no other way in, and says no more against this one than that it should not be used.
 */
function spawnSyncBinding(): object {
  binding ??= readBinding();
  return binding;
}

let binding: object | undefined;

function readBinding(): object {
  const before = Object.getOwnPropertyDescriptor(process, 'noDeprecation');
  process.noDeprecation = true;
  try {
    return (process as unknown as { binding(name: string): object }).binding('spawn_sync');
  } finally {
    if (before === undefined) Reflect.deleteProperty(process, 'noDeprecation');
    else Object.defineProperty(process, 'noDeprecation', before);
  }
}

const spawnMethod = redirecting((capture, child) => {
  guarded(undefined, () => capture.children.watch(child as ChildProcess));
});
const spawnSyncMethod = redirecting((capture) => capture.children.drain());

/** Makes a method that starts a child from the one in whose place it is put. */
function redirecting(onStarted: (capture: Capture, self: unknown) => void): (original: Method) => Method {
  return (original) =>
    function spawn(this: unknown, ...args) {
      const capture = runningCapture();
      const redirected = redirect(capture, args[0]);
      if (capture === undefined || redirected === undefined) return callOriginal(original, this, args);
      const result = callOriginal(original, this, [redirected]);
      onStarted(capture, this);
      return result;
    };
}

/** The options with files in the place of inherited streams; `undefined` where there are none, or no file can be made. */
function redirect(capture: Capture | undefined, options: unknown): object | undefined {
  if (capture === undefined || typeof options !== 'object' || options === null) return undefined;
  return guarded(undefined, () => {
    const given = (options as { readonly stdio?: Stdio }).stdio;
    const stdio: Stdio[] = given === 'inherit' ? ['inherit', 'inherit', 'inherit'] : [];
    if (Array.isArray(given)) stdio.push(...given);
    let isChanged = false;
    for (const place of [1, 2]) {
      const name = inheritedAt(stdio[place], place);
      if (name === undefined) continue;
      const fd = capture.children.descriptor(name);
      stdio[place] = isPassedDown(stdio[place]) ? { type: 'fd', fd } : fd;
      isChanged = true;
    }
    return isChanged ? Object.assign(Object.create(null), options, { stdio }) : undefined;
  });
}

/** Which of our streams a child would print on. */
function inheritedAt(stdio: Stdio, place: number): StreamName | undefined {
  if (stdio === 'inherit') return nameOf(place);
  if (stdio === process.stdout) return 'stdout';
  if (stdio === process.stderr) return 'stderr';
  return nameOf(isPassedDown(stdio) ? stdio.fd : stdio);
}

function nameOf(fd: unknown): StreamName | undefined {
  return fd === 1 ? 'stdout' : fd === 2 ? 'stderr' : undefined;
}

function isPassedDown(stdio: Stdio): stdio is { readonly fd: number } {
  const type = (stdio as { readonly type?: unknown } | null | undefined)?.type;
  return type === 'inherit' || type === 'fd';
}
