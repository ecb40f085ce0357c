import type { AsyncLocalStorage } from 'node:async_hooks';
import type { ChildOutput } from './child-output.ts';
import type { Sink } from './sink.ts';
import type { StreamName } from './types.ts';

const { getBuiltinModule } = process;

/** What one call of `write` prints; a text is printed as UTF-8. */
export type Printed = string | Uint8Array;

/** A call whose output is kept: everything that its async context prints while it lasts. */
export interface Capture {
  readonly sinks: Readonly<Record<StreamName, Sink>>;
  /** What it prints goes on to where it would have gone without it. */
  readonly tee: boolean;
  /** The call around it. */
  readonly outer: Capture | undefined;
  /** What the processes print that were started in it. */
  readonly children: ChildOutput;
  isOver: boolean;
}

let storage: AsyncLocalStorage<Capture> | undefined;

/** The capture that the running code belongs to: the innermost one that is not over. */
export function runningCapture(): Capture | undefined {
  return living(storage?.getStore());
}

/** Gives what runs a step in the capture's context. Bound and not called: every frame of ours hides one in a short stack. */
export function runnerOf(capture: Capture): <T>(step: () => T) => T {
  storage ??= new (getBuiltinModule('node:async_hooks').AsyncLocalStorage)();
  return storage.run.bind(storage, capture) as <T>(step: () => T) => T;
}

/** To be called when no capture is left: before Node 24 a context in use costs every promise of the process. */
export function leaveContexts(): void {
  storage?.disable();
}

/**
 * Gives what was printed in a capture to it and, as far as each lets it through, to those around it. Gives whether it is to
 * be printed for real.
 */
export function keep(capture: Capture, name: StreamName, printed: Printed): boolean {
  let taker: Capture | undefined = living(capture);
  while (taker !== undefined) {
    const sink = taker.sinks[name];
    if (typeof printed === 'string') sink.addText(printed);
    else sink.add(printed);
    if (!taker.tee) return false;
    taker = living(taker.outer);
  }
  return true;
}

function living(capture: Capture | undefined): Capture | undefined {
  let found = capture;
  while (found?.isOver === true) found = found.outer;
  return found;
}
