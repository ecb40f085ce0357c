import type { Recorder } from './recorder.ts';

/** Set while recording is on: the one test that a call costs when it is off. */
export let recorder: Recorder | undefined;

/** Puts a recorder in its place, or takes it away. */
export function setRecorder(next: Recorder | undefined): void {
  recorder = next;
}
