import { exec, startsWith } from '../../base/held.ts';
import type { CallFrame, Script } from './protocol.ts';

/** Gives the script of an id, as `Inspector.script` does. */
export type ScriptLookup = (scriptId: string) => Script | undefined;

/** The name of the script that a frame stands in; `undefined` for nameless code, and for no frame. */
export function urlOf(frame: CallFrame | undefined, script: ScriptLookup): string | undefined {
  return frame === undefined ? undefined : script(frame.location.scriptId)?.url;
}

/** The frame whose variables tell the failure, and the one whose file and line name it. */
export interface FailurePoint {
  /** The innermost frame of the program's own code. */
  readonly frame: CallFrame;
  /** The same, unless that is code from `eval`: then the innermost frame below it that stands in a file. */
  readonly place: CallFrame;
}

/**
 * Finds the failure point: below Node's internals, `node_modules` and agentlog itself (an assertion library is not
 * where the bug is). Where the program has no frame on the stack, the innermost frame of all.
 */
export function findFailurePoint(
  frames: readonly CallFrame[],
  script: ScriptLookup,
  ownFolder: string,
): FailurePoint | undefined {
  for (let i = 0; i < frames.length; i += 1) {
    const frame = frames[i] as CallFrame;
    const url = urlOf(frame, script);
    if (url !== undefined && !isProgramUrl(url, ownFolder)) continue;
    if (url !== undefined) return { frame, place: frame };
    const place = findInFile(frames, i + 1, script, ownFolder);
    // Nameless code of a library (a compiled template, a test runner's helper) is the library's.
    if (place !== undefined) return { frame, place };
  }
  const innermost = frames[0];
  return innermost === undefined ? undefined : { frame: innermost, place: innermost };
}

/** The caller of nameless code, if that is the program. */
function findInFile(
  frames: readonly CallFrame[],
  from: number,
  script: ScriptLookup,
  ownFolder: string,
): CallFrame | undefined {
  for (let i = from; i < frames.length; i += 1) {
    const frame = frames[i] as CallFrame;
    const url = urlOf(frame, script);
    if (url !== undefined) return isProgramUrl(url, ownFolder) ? frame : undefined;
  }
  return undefined;
}

/**
 * Whether a script belongs to the program: not to the runtime, to an installed package or to agentlog. Without a folder of its own agentlog
 * stands in the program's bundle, and is not told apart.
 */
export function isProgramUrl(url: string, ownFolder: string | undefined): boolean {
  if (startsWith(url, 'node:') || exec(INTERNAL, url) !== null) return false;
  if (exec(INSTALLED, url) !== null) return false;
  return ownFolder === undefined || !isOwnUrl(url, ownFolder);
}

/**
 * Whether the program has begun once there is a script of this name. What has no file (WebAssembly, code that `vm` was given without a name) is a
 * library's as long as no file of the program is there that could have brought it.
 */
export function isProgramFile(url: string, ownFolder: string): boolean {
  return exec(FILELESS, url) === null && isProgramUrl(url, ownFolder);
}

const FILELESS = /^(?:wasm:|evalmachine\.<anonymous>$)/;
const INSTALLED = /[\\/]node_modules[\\/]/;
/** The names of workerd's own modules. */
const INTERNAL = /^(?:node-internal|cloudflare|cloudflare-internal|workerd|workerd-internal):/;

/** Whether a script is agentlog's own. */
export function isOwnUrl(url: string, ownFolder: string): boolean {
  return startsWith(url, ownFolder) || startsWith(url, `file://${ownFolder}`);
}

/** Whether all frames are Node's own. */
export function isNodeAlone(frames: readonly CallFrame[], script: ScriptLookup): boolean {
  return areAllIn(frames, script, (url) => startsWith(url, 'node:'));
}

/** Whether no frame is the program's or nameless. */
export function hasLibrariesAlone(
  frames: readonly CallFrame[],
  script: ScriptLookup,
  ownFolder: string,
): boolean {
  return areAllIn(frames, script, (url) => !isProgramUrl(url, ownFolder));
}

/** Whether all frames stand in scripts whose names fit. Nameless code does not. */
function areAllIn(
  frames: readonly CallFrame[],
  script: ScriptLookup,
  fits: (url: string) => boolean,
): boolean {
  for (let i = 0; i < frames.length; i += 1) {
    const url = urlOf(frames[i], script);
    if (url === undefined || !fits(url)) return false;
  }
  return true;
}

/** Whether code that `node:vm` runs is on the stack, or its call. */
export function leavesVm(frames: readonly CallFrame[], script: ScriptLookup): boolean {
  for (let i = 0; i < frames.length; i += 1) {
    const url = urlOf(frames[i], script);
    if (url === 'node:vm' || url === 'node:internal/vm') return true;
  }
  return false;
}
