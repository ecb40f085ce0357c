import { openRecorder } from './load.ts';
import { recorder, setRecorder } from './recorder-slot.ts';

/**
 * Turns recording on in this process, as `AGENTLOG=true` does at its start: from here on errors have their locals taken.
 * Costs 15 to 20 ms once.
 */
export function enable(): void {
  const opened = recorder ?? openRecorder();
  if (opened === undefined) return;
  setRecorder(opened);
  opened.enable();
}

/** Turns recording off: V8 runs at full speed again and every call is a no-op. */
export function disable(): void {
  recorder?.disable();
  setRecorder(undefined);
}

/** Whether recording is on. */
export function isEnabled(): boolean {
  return recorder?.isEnabled() ?? false;
}

/** The session that an event would go to now; `undefined` when recording is off or none is open yet. Opens none. */
export function getSessionId(): string | undefined {
  return recorder?.getSessionId();
}
