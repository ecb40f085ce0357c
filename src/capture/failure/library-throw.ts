import { inMicrotask } from '../../base/microtask.ts';
import { guarded } from '../../base/notice.ts';
import { type Attachment, type Inspector, isDebuggerAttached } from './inspector.ts';
import { hasLibrariesAlone, leavesVm, type ScriptLookup, urlOf } from './program-frame.ts';
import type { CallFrame, PauseEvent, PauseState } from './protocol.ts';

/**
 * Whether a throw without a frame of the program on the stack tells more than its error's own stack will: V8 expects nobody to catch it,
 * the parser tells which file is at fault, or the error may surface outside of the session that it was thrown in.
 */
export function isWorthNoting({ data }: PauseEvent, contextSession: string | undefined): boolean {
  return data?.uncaught === true || data?.className === 'SyntaxError' || contextSession !== undefined;
}

/** Where the module loader of Node 20 tries out whether a specifier is a URL, twice for each that is not. */
const RESOLVER = 'node:internal/modules/esm/resolve';

/**
 * Whether Node's own module loader throws, with nobody of the program waiting for it on the stack: it is about to throw for each import of a module, and
 * catches them all before the next microtask. A library that imports by itself waits for a promise, and calls nobody of the program before.
 */
export function isModuleResolution(
  frames: readonly CallFrame[],
  script: ScriptLookup,
  ownFolder: string,
): boolean {
  return isInResolver(frames, script) && hasLibrariesAlone(frames, script, ownFolder);
}

function isInResolver(frames: readonly CallFrame[], script: ScriptLookup): boolean {
  return urlOf(frames[1], script) === RESOLVER;
}

/** The throws of libraries and of Node itself that are passed by before anything of agentlog's larger part is needed. */
export interface LibraryThrows {
  /** Whether this pause, for which the program has stood still for `announcedMs`, is passed by, without a look at the thrown value. */
  passesBy(event: PauseEvent, announcedMs: number): boolean;
}

/** So much may be passed by that the budget is not told of: a program's start is not what it bounds. In ms. */
const MAX_UNCOUNTED_MS = 400;

/**
 * Sorts out what programs throw before their first line runs: the module loader of Node 20 throws and catches two errors for each bare
 * specifier, and loaders look for files that are not there. `wanted` is the state that pauses are in; `ownFolder` is the folder of agentlog's own code.
 */
export function createLibraryThrows(
  attachment: () => Attachment,
  wanted: PauseState,
  ownFolder: string,
): LibraryThrows {
  let passedByMs = 0;

  return { passesBy };

  function passesBy(event: PauseEvent, announcedMs: number): boolean {
    const attached = attachment();
    if ('missing' in attached || isDebuggerAttached() || passedByMs > MAX_UNCOUNTED_MS) return false;
    const { script } = attached;
    if (!isThrow(event) || isWorthNoting(event, undefined) || leavesVm(event.callFrames, script))
      return false;
    const { callFrames } = event;
    if (!hasLibrariesAlone(callFrames, script, ownFolder)) return false;
    passedByMs += announcedMs;
    if (isInResolver(callFrames, script)) pauseAgainInMicrotask(attached);
    return true;
  }

  function pauseAgainInMicrotask(attached: Inspector): void {
    attached.setState('none');
    inMicrotask(() => {
      if (attachment() === attached) guarded(undefined, () => attached.setState(wanted));
    });
  }
}

function isThrow({ reason, hitBreakpoints = [] }: PauseEvent): boolean {
  return (reason === 'exception' || reason === 'promiseRejection') && hitBreakpoints.length === 0;
}
