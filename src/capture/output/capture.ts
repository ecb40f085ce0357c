import { guarded } from '../../base/notice.ts';
import { runtime } from '../../base/runtime.ts';
import { createChildOutput } from './child-output.ts';
import { takeOverChildren } from './children.ts';
import { type Capture, keep, leaveContexts, runnerOf, runningCapture } from './running.ts';
import type { Sink } from './sink.ts';
import { printThrough, takeOver } from './take-over.ts';
import { takeOverConsole } from './take-over-console.ts';
import type { StreamName } from './types.ts';

/** A capture that was begun. */
export interface OpenCapture {
  /** Runs a step of the call in its context. */
  run<T>(step: () => T): T;
  /** Ends it: what its context prints from now on goes where it would have gone without it. */
  close(): void;
}

/** How many captures are open. */
let open = 0;
/** What restores the methods that are replaced meanwhile, in the order in which they were. */
const undos = new Set<() => void>();

/**
 * Begins to keep what is printed on stdout and stderr. While a capture is open, three methods of the two streams and what starts children are replaced;
 * the last one to close restores them. Costs some microseconds, and before Node 24 a little for every promise meanwhile.
 */
export function openCapture(sinks: Readonly<Record<StreamName, Sink>>, tee: boolean): OpenCapture {
  const children = createChildOutput((name, bytes) => {
    if (keep(capture, name, bytes)) printThrough(name, bytes);
  });
  const capture: Capture = { sinks, tee, outer: runningCapture(), children, isOver: false };
  open += 1;
  // Anew for each: the program may have replaced a stream, or put back an old method of one.
  guarded(undefined, () => note(takeOver(process.stdout, 'stdout')));
  guarded(undefined, () => note(takeOver(process.stderr, 'stderr')));
  guarded(undefined, () => note(takeOverChildren()));
  if (runtime !== 'Node') guarded(undefined, () => note(takeOverConsole()));
  return {
    run: runnerOf(capture),
    close() {
      if (capture.isOver) return;
      children.drain();
      capture.isOver = true;
      guarded(undefined, children.release);
      open -= 1;
      if (open === 0) restore();
    },
  };
}

function note(added: readonly (() => void)[]): void {
  for (const undo of added) undos.add(undo);
}

function restore(): void {
  for (const undo of [...undos].reverse()) guarded(undefined, undo);
  undos.clear();
  guarded(undefined, leaveContexts);
}
