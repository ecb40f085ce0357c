import { createRequire } from 'node:module';
import { isOn } from './base/environment.ts';
import type { Recorder } from './recorder.ts';
import type { Descriptor } from './value/descriptor.ts';

export type { Descriptor } from './value/descriptor.ts';

// The recorder is loaded when it is first needed; off, importing this module costs this module.
const require = createRequire(import.meta.url);
const loadRecorder = (): typeof import('./recorder.ts') => require('./recorder.cjs');
const loadRecording = (): typeof import('./recording.ts') => require('./recording.cjs');

/** Set while recording is on: the one test that a call costs when it is off. */
let recorder: Recorder | undefined;

if (isOn(process.env.AGENTLOG)) enable();

/**
 * Turns recording on in this process, as `AGENTLOG=true` does at its start: from here on errors have their locals taken.
 * Costs 15 to 20 ms once.
 */
export function enable(): void {
  recorder ??= loadRecorder().openRecorder();
  recorder.enable();
}

/** Turns recording off: V8 runs at full speed again and every call is a no-op. */
export function disable(): void {
  recorder?.disable();
  recorder = undefined;
}

/** Whether recording is on. */
export function isEnabled(): boolean {
  return recorder?.isEnabled() ?? false;
}

/**
 * Opens a session, one agent's work on one task, and makes it the current one of the store folder: processes that start
 * later log to it too, until `endSession`. Gives its id, `''` when recording is off or it could not be written.
 *
 * @example
 * startSession('claude', 'fix the failing checkout test');
 */
export function startSession(agentName: string, task: string): string {
  return recorder === undefined ? '' : recorder.startSession(agentName, task);
}

/** Closes the session that `getSessionId` names. */
export function endSession(): void {
  recorder?.endSession();
}

/** The session that an event would go to now; `undefined` when recording is off or none is open yet. Opens none. */
export function getSessionId(): string | undefined {
  return recorder?.getSessionId();
}

/**
 * Runs `fn` in a session of its own: what is logged in it and in what it awaits goes there. Gives what `fn` gives; the
 * session is closed when `fn` is done, for a promise when it settles. For several agents in one process.
 */
export function runSession<T>(agentName: string, task: string, fn: () => T): T {
  return recorder === undefined ? fn() : recorder.runSession(agentName, task, fn);
}

/**
 * Logs an error that the program has caught, with the locals of its throw; of an error that was never thrown, with the
 * locals of the caller. One error object is one event, however often it is handed over.
 * Gives the event's id, `''` when recording is off or it could not be written. Never throws.
 *
 * @example
 * try { parse(order) } catch (error) { logFailure(error) }
 */
export function logFailure(error: unknown): string {
  return recorder === undefined ? '' : recorder.logFailure(error);
}

/**
 * Logs what changed in the git working tree around the working directory since the last diff of this session, or since the session
 * began: committed or not, staged or not, new files too, ignored files not. The repository is left as it is, and nothing that it
 * configures is run. Waits for git, which takes about as long as two `git status`, at most 10 s.
 * Gives the event's id, `''` when recording is off, where there is no repository, or when it could not be written. Never throws.
 *
 * @param turnNumber the agent's own count, a whole number from 0 up; of anything else, the last turn's number and one
 * @example
 * logGitDiff(); // after each turn of the agent
 */
export function logGitDiff(turnNumber?: number): string {
  return recorder === undefined ? '' : recorder.logGitDiff(turnNumber);
}

/** The compact JSON form of a value, as it would stand in the log. Pure: works whether recording is on or off. */
export function describe(value: unknown): Descriptor {
  return loadRecording().describe(value);
}

/** The text with every secret in it replaced by `***REDACTED***`. Pure: works whether recording is on or off. */
export function redact(text: string): string {
  return loadRecording().redact(text);
}
