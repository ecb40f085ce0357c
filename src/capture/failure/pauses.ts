import { types } from 'node:util';
import type { CaptureMode } from '../../base/environment.ts';
import { createBudget, TEST_PLAN, USUAL_PLAN } from './budget.ts';
import { type Attachment, type Inspector, isDebuggerAttached } from './inspector.ts';
import { isModuleResolution } from './library-throw.ts';
import { nowMs, timeStep } from './own-time.ts';
import { type PauseReading, readCaller, readThrow, siteOf } from './pause-reader.ts';
import { leavesVm, type ScriptLookup } from './program-frame.ts';
import type { CallFrame, PauseEvent } from './protocol.ts';
import { readFrame } from './read-frame.ts';
import { findPlace } from './stack-place.ts';
import { createThrottle, type Throttle } from './throttle.ts';
import type { ThrowRecord } from './throw-record.ts';
import type { Throws } from './throws.ts';

/** V8's pauses in this thread: what is read at them, and what they may cost. */
export interface Pauses {
  /** Reads a pause, with the program standing still at a throw, as it has for `announcedMs` now. */
  onPause(event: PauseEvent, announcedMs: number): void;
  /** Takes note of what the debugger cost outside of a pause, in ms. */
  onCost(costMs: number): void;
  /** The debugger, if it is attached now. */
  inspector(): Inspector | undefined;
  /**
   * Pauses right here, to read the variables of the function that called agentlog, if that is the one that made the error with this
   * stack: then it was never thrown, or in that very function. Of an error that was thrown elsewhere, unseen, the
   * catching function's variables would tell nothing.
   */
  readMaker(stack: string): ThrowRecord | undefined;
  /** Whether fewer throws than asked for are, or were since the last `takeReducedMs`, paused at. */
  isReduced(): boolean;
  /** Whether that was so at any time. */
  wasReduced(): boolean;
  /** For how many ms that was so; `undefined` while nothing is missed. Asking begins anew. */
  takeReducedMs(): number | undefined;
  /** What was seen at a throw has become an event: its place is not one whose throws are caught on purpose. */
  surfaced(record: ThrowRecord): void;
  /** Whether throws at the place of this stack were passed over, because there were too many. */
  isPassedOver(stack: string): boolean;
}

/** V8 stands at breakpoints, which are not capture's own. */
export interface BreakpointHit {
  readonly breakpointIds: readonly string[];
  /** How many frames are on the stack. */
  readonly depth: number;
  /** The object that an expression gives on a frame, 0 the innermost; `undefined` for any other value. */
  read(frame: number, expression: string): unknown;
  /** Takes the error as thrown right here, if a frame of the program is on the stack and its throw was not seen. */
  takeAsThrown(error: unknown): void;
}

/** Whoever has set breakpoints. */
export interface BreakpointOwner {
  onHit(hit: BreakpointHit): void;
  /** Whether this is a test runner's work: the budget of test runs holds then. */
  isRunner(): boolean;
  /** Whether any are set: the debugger is not turned off then, which would delete them. */
  areSet(): boolean;
}

export interface PausesOptions {
  readonly breakpoints: BreakpointOwner;
  readonly mode: CaptureMode;
  /** V8's debugger as it is attached now, or why it is not. */
  readonly attachment: () => Attachment;
  /** Lets go of V8's debugger, because somebody else wants it. */
  readonly standAside: () => void;
  readonly throws: Throws;
  /** The folder of agentlog's own code. */
  readonly ownFolder: string;
  /** The session of the running async context. */
  readonly contextSession: () => string | undefined;
}

/**
 * The first pauses run code that V8 has not compiled yet, and take several times as long as those to come. They count as if it had, or a short
 * run would spend its allowance on a few dozen of them.
 */
const COLD_PAUSES = 100;
const COLD_HANDLER_MS = 0.2;

const { min } = Math;
// Held: a program may mock it.
const { isModuleNamespaceObject: isNamespace } = types;

/** Node up to 22 loses an error that leaves a `vm` script while pauses are on: the process exits 0 and prints nothing. */
const LOSES_VM_ERRORS: boolean = Number(process.versions.node.split('.')[0]) < 24;

/** The pauses of this thread, with whatever debugger is attached at the time. */
export function createPauses(options: PausesOptions): Pauses {
  const { throws, ownFolder, contextSession } = options;
  const plan = () => (options.breakpoints.isRunner() ? TEST_PLAN : USUAL_PLAN);
  const budget = createBudget(nowMs, options.mode === 'uncaught' ? 'uncaught' : 'all', plan);
  let throttle: Throttle | undefined;
  let throttled: Inspector | undefined;
  let pauseCount = 0;
  let lastCostMs = 0;
  let callerWanted: ((record: ThrowRecord | undefined) => void) | undefined;

  return {
    onPause,
    onCost,
    inspector,
    readMaker,
    isReduced: () => throttle?.isReduced() === true,
    wasReduced: () => throttle?.wasReduced() === true,
    takeReducedMs: () => throttle?.takeReducedMs(),
    isPassedOver,
    surfaced: ({ position }) => budget.giveBack(siteOf(position.scriptId, position.lineNumber), lastCostMs),
  };

  function inspector(): Inspector | undefined {
    const attachment = options.attachment();
    return 'missing' in attachment ? undefined : attachment;
  }

  function throttleOf(attached: Inspector): Throttle {
    if (throttle === undefined || throttled !== attached) {
      throttle = createThrottle(attached, budget, nowMs, options.breakpoints.areSet);
      throttled = attached;
    }
    return throttle;
  }

  function onPause(event: PauseEvent, announcedMs: number): void {
    const cost = timeStep();
    const attached = inspector();
    if (attached === undefined) return;
    // Somebody opened the inspector since the start: a pause would now stop the program until they answer.
    if (isDebuggerAttached()) {
      options.standAside();
      return;
    }
    const reading: PauseReading = {
      inspector: attached,
      throws,
      budget,
      isNamespace,
      ownFolder,
      contextSession,
    };
    const { hitBreakpoints = [] } = event;
    const isAtBreakpoint = hitBreakpoints.length > 0;
    if (callerWanted !== undefined) callerWanted(readCaller(event, reading));
    else if (isAtBreakpoint) {
      onBreakpoint(event, hitBreakpoints, reading);
    } else if (event.reason === 'exception' || event.reason === 'promiseRejection') {
      if (mustHold(event.callFrames, attached.script, ownFolder)) throttleOf(attached).holdUntilMicrotask();
      readThrow(event, reading);
    }
    // A breakpoint is met by a failing test alone.
    if (isAtBreakpoint) return;
    lastCostMs = announcedMs + handlerMs(cost());
    throttleOf(attached).spend(lastCostMs);
  }

  function handlerMs(ms: number): number {
    pauseCount += 1;
    return pauseCount <= COLD_PAUSES ? min(ms, COLD_HANDLER_MS) : ms;
  }

  function onBreakpoint(event: PauseEvent, breakpointIds: readonly string[], reading: PauseReading): void {
    const { callFrames } = event;
    options.breakpoints.onHit({
      breakpointIds,
      depth: callFrames.length,
      read: (frame, expression) => readFrame(reading.inspector, callFrames[frame] as CallFrame, expression),
      takeAsThrown(error) {
        if (throws.has(error)) return;
        const record = readCaller(event, reading);
        if (record !== undefined) throws.add(error, { ...record, description: 'Error' });
      },
    });
  }

  function onCost(costMs: number): void {
    const attached = inspector();
    if (attached !== undefined) throttleOf(attached).spend(costMs);
  }

  function isPassedOver(stack: string): boolean {
    const place = findPlace(stack, ownFolder);
    const attached = inspector();
    if (place === undefined || attached === undefined) return false;
    const script = attached.scriptNamed(place.url) ?? attached.scriptNamed(`file://${place.url}`);
    return script !== undefined && budget.isPassedOver(siteOf(script.scriptId, place.line - 1));
  }

  function readMaker(stack: string): ThrowRecord | undefined {
    if (isPassedOver(stack)) return undefined;
    const caller = readCallerNow();
    const place = findPlace(stack, ownFolder);
    if (caller === undefined || place === undefined) return caller;
    const url = inspector()?.script(caller.position.scriptId)?.url;
    if (url !== place.url && url !== `file://${place.url}`) return undefined;
    if (caller.isModuleBody || caller.functionRange === undefined) return caller;
    const { start, end } = caller.functionRange;
    return place.line - 1 >= start.lineNumber && place.line - 1 <= end.lineNumber ? caller : undefined;
  }

  function readCallerNow(): ThrowRecord | undefined {
    if (inspector() === undefined || isDebuggerAttached()) return undefined;
    let caller: ThrowRecord | undefined;
    callerWanted = (record) => {
      caller = record;
    };
    try {
      // biome-ignore lint/suspicious/noDebugger: it stops at our own handler, which reads the stack and goes on
      debugger;
    } finally {
      callerWanted = undefined;
    }
    return caller;
  }
}

function mustHold(frames: readonly CallFrame[], script: ScriptLookup, ownFolder: string): boolean {
  return (LOSES_VM_ERRORS && leavesVm(frames, script)) || isModuleResolution(frames, script, ownFolder);
}
