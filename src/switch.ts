import { createRequire } from 'node:module';
import type { Recorder } from './recorder.ts';

// The recorder is loaded when it is first needed; off, importing this module costs this module.
const require = createRequire(import.meta.url);
const loadRecorder = (): typeof import('./recorder.ts') => require('./recorder.cjs');
export const loadContext = (): typeof import('./context.ts') => require('./context.cjs');
export const loadRecording = (): typeof import('./recording.ts') => require('./recording.cjs');

/** Set while recording is on: the one test that a call costs when it is off. */
export let recorder: Recorder | undefined;

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

/** The session that an event would go to now; `undefined` when recording is off or none is open yet. Opens none. */
export function getSessionId(): string | undefined {
  return recorder?.getSessionId();
}
