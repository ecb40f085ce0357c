import { createRequire } from 'node:module';
import { tooOld } from './base/runtime.ts';
import type { Recorder } from './recorder.ts';

// The other doors are loaded when they are first needed; off, importing "agentlog" costs its own file.
const require = createRequire(import.meta.url);

let isTold = false;

/**
 * The recorder of this thread. Where there can be none, in a Node that is too old or a Deno that may not read what it takes, `undefined`,
 * and one line on stderr says why.
 */
export function openRecorder(): Recorder | undefined {
  try {
    const complaint = tooOld();
    if (complaint !== undefined) throw new Error(complaint);
    return (require('./recorder.cjs') as typeof import('./recorder.ts')).openRecorder();
  } catch (fault) {
    if (!isTold) tell(`nothing is recorded: ${(fault as Error).message}`);
    isTold = true;
    return undefined;
  }
}

function tell(line: string): void {
  try {
    // Not imported above: it would cost every program that imports "agentlog" a millisecond.
    (require('node:fs') as typeof import('node:fs')).writeSync(
      2,
      `agentlog: ${line.replace(/\s*\n\s*/g, ' ')}\n`,
    );
  } catch {
    // A closed or full stderr is the program's business.
  }
}

/** What reads stores and writes contexts. */
export const loadContext = (): typeof import('./context.ts') => require('./context.cjs');
/** What recording needs once there is something to record. */
export const loadRecording = (): typeof import('./recording.ts') => require('./recording.cjs');
