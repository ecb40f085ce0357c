import { types } from 'node:util';
import type { CaptureMode } from '../../base/environment.ts';
import type { FailurePayload } from '../../event/types.ts';
import { redact } from '../../redact/redact.ts';
import { ownWord, type SafeText } from '../../redact/safe-text.ts';
import type { Describe } from '../../value/describe.ts';
import { createBudget } from './budget.ts';
import { readData } from './data-property.ts';
import { isErrorLike, readInnerErrors } from './error-summary.ts';
import { restoreExcerpt } from './excerpt.ts';
import { buildFailure } from './failure-payload.ts';
import { type Attachment, type Inspector, isDebuggerAttached } from './inspector.ts';
import { readCaller, readThrow } from './pause-reader.ts';
import type { PauseEvent } from './protocol.ts';
import { createThrottle, type Throttle } from './throttle.ts';
import type { ThrowRecord } from './throw-record.ts';
import { isRejectionWrapper, mayBeWrapped, readForeignHead, readStackText } from './thrown-text.ts';
import { createThrows } from './throws.ts';

/** Makes failures out of errors: takes their locals at the throw, and writes the event when they surface. */
export interface FailureCapture {
  /** Reads a pause of V8's, with the program standing still at a throw. */
  onPause(event: PauseEvent): void;
  /** Takes note of what the debugger cost outside of a pause, in ms. */
  onCost(costMs: number): void;
  /** Writes the failure of an error that nobody caught. */
  onUncaught(error: unknown, origin: 'uncaughtException' | 'unhandledRejection'): void;
  /** Writes the failure of a rejection that only the program's own listener hears. */
  onUnhandledRejection(reason: unknown): void;
  /** Writes the failure of an error that the program hands over; gives the event's id. */
  log(error: unknown, sessionId?: string): string;
}

export interface FailureCaptureOptions {
  readonly mode: CaptureMode;
  /** V8's debugger as it is attached now, or why it is not. */
  readonly attachment: () => Attachment;
  /** Lets go of V8's debugger, because somebody else wants it. */
  readonly standAside: () => void;
  readonly describe: Describe;
  /** The folder of agentlog's own code. */
  readonly ownFolder: string;
  /** The folder that files are named relative to. */
  readonly root: () => string;
  /** The session of the running async context. */
  readonly contextSession: () => string | undefined;
  /** Writes the event; gives its id, `''` when that failed. */
  readonly write: (payload: FailurePayload, sessionId: string | undefined) => string;
  /** Whether a failure that came without its throw is in the log already: a worker thread wrote it before its error crossed over. */
  readonly isWritten: (payload: FailurePayload, sessionId: string | undefined) => boolean;
}

/**
 * What a pause costs before our handler runs, which cannot be timed from inside: V8 describes every frame of the
 * stack and Node parses it. Measured at 180 µs and 22 µs a frame on Node 20 to 26 (`bench/throw.js`).
 */
const PAUSE_BASE_MS = 0.18;
const PAUSE_FRAME_MS = 0.022;

/** Node up to 22 loses an error that leaves a `vm` script while pauses are on: the process exits 0 and prints nothing. */
const LOSES_VM_ERRORS: boolean = Number(process.versions.node.split('.')[0]) < 24;

const WHY = {
  'capture off': ownWord('capture of locals is off'),
  'debugger attached': ownWord('a debugger is attached'),
  'no inspector': ownWord('this process has no inspector'),
  'heap full': ownWord('the heap was nearly full'),
  unseen: ownWord('no frame of the program was on the stack at the throw'),
  overflow: ownWord('the stack was full'),
  budget: ownWord('pauses had used up their share of time'),
} as const satisfies Record<string, SafeText>;

// Held, and not `performance`, whose module costs the start of every program a millisecond.
const { hrtime } = process;

/** Capture for this thread, working with whatever debugger is attached at the time. */
export function createFailureCapture(options: FailureCaptureOptions): FailureCapture {
  const { describe, ownFolder, contextSession } = options;
  const throws = createThrows();
  const budget = createBudget(nowMs, options.mode === 'uncaught' ? 'uncaught' : 'all');
  let throttle: Throttle | undefined;
  let throttled: Inspector | undefined;
  let callerWanted: ((record: ThrowRecord | undefined) => void) | undefined;

  return { onPause, onCost, onUncaught, onUnhandledRejection: surface, log };

  function inspector(): Inspector | undefined {
    const attachment = options.attachment();
    return 'missing' in attachment ? undefined : attachment;
  }

  function throttleOf(attached: Inspector): Throttle {
    if (throttle === undefined || throttled !== attached) {
      throttle = createThrottle(attached, budget, nowMs);
      throttled = attached;
    }
    return throttle;
  }

  function onPause(event: PauseEvent): void {
    const began = nowMs();
    const attached = inspector();
    if (attached === undefined) return;
    // Somebody opened the inspector since the start: a pause would now stop the program until they answer.
    if (isDebuggerAttached()) {
      options.standAside();
      return;
    }
    const isNamespace = types.isModuleNamespaceObject;
    const reading = { inspector: attached, throws, budget, describe, isNamespace, ownFolder, contextSession };
    if (callerWanted !== undefined) callerWanted(readCaller(event, reading));
    else if (event.reason === 'exception' || event.reason === 'promiseRejection') {
      if (LOSES_VM_ERRORS && leavesVm(event, attached)) throttleOf(attached).holdUntilMicrotask();
      readThrow(event, reading);
    }
    const handlerMs = nowMs() - began;
    throttleOf(attached).spend(handlerMs + PAUSE_BASE_MS + event.callFrames.length * PAUSE_FRAME_MS);
  }

  function onCost(costMs: number): void {
    const attached = inspector();
    if (attached !== undefined) throttleOf(attached).spend(costMs);
  }

  function onUncaught(error: unknown, origin: 'uncaughtException' | 'unhandledRejection'): void {
    surface(error);
    const isFatal =
      process.listenerCount('uncaughtException') === 0 && !process.hasUncaughtExceptionCaptureCallback();
    const record = throws.find(error, '');
    const attached = inspector();
    if (origin !== 'unhandledRejection' || !isFatal || record === undefined || attached === undefined) return;
    throttleOf(attached).withoutPauses(() => restoreExcerpt(error, record.stack, attached));
  }

  function log(error: unknown, sessionId?: string): string {
    const known = throws.eventOf(error);
    if (known !== undefined) return known;
    const stack = throws.find(error, '')?.stack || readStackText(error);
    return write(error, findThrow(error, stack) ?? readCallerNow(), stack, sessionId);
  }

  function findThrow(thrown: unknown, stack: string): ThrowRecord | undefined {
    const record = throws.find(thrown, stack);
    if (record !== undefined || stack !== '') return record;
    const head = readForeignHead(thrown);
    return head === undefined ? undefined : throws.findForeign(head);
  }

  function surface(thrown: unknown): void {
    if (throws.eventOf(thrown) !== undefined) return;
    const stack = throws.find(thrown, '')?.stack || readStackText(thrown);
    const wrapped = isRejectionWrapper(thrown)
      ? throws.newestNonError((value) => stack === '' || mayBeWrapped(value, thrown))
      : undefined;
    if (wrapped === undefined) write(thrown, findThrow(thrown, stack), stack, undefined);
    else throws.setEvent(thrown, write(wrapped.thrown, wrapped.record, '', undefined));
  }

  function write(
    thrown: unknown,
    seen: ThrowRecord | undefined,
    stack: string,
    sessionId: string | undefined,
  ): string {
    const record = seen?.isProgram === true ? seen : (firstInner(thrown) ?? seen);
    const payload = buildFailure({
      thrown,
      record,
      // Since the throw Node may have put the place of a SyntaxError before it.
      stack: record?.isProgram === true ? stack : readStackText(thrown) || stack,
      missing: whyMissing(thrown),
      suppressed: sayReduced(),
      describe,
      inspector: inspector(),
      ownFolder,
      root: options.root(),
    });
    const target = sessionId ?? record?.sessionId ?? options.contextSession();
    if (record?.isProgram !== true && stack !== '' && options.isWritten(payload, target)) return '';
    const id = options.write(payload, target);
    throws.setEvent(thrown, id);
    return id;
  }

  /** An error that stands for others (of `Promise.any`, of a `using`) was thrown by nobody: the first of them that was tells where. */
  function firstInner(thrown: unknown): ThrowRecord | undefined {
    const errors = isErrorLike(thrown) ? readInnerErrors(thrown) : undefined;
    if (errors === undefined) return undefined;
    for (let i = 0; i < errors.length; i += 1) {
      const record = throws.find(errors[i], '');
      if (record?.isProgram === true) return record;
    }
    return undefined;
  }

  function whyMissing(thrown: unknown): SafeText {
    const attachment = options.attachment();
    if ('missing' in attachment) return WHY[attachment.missing];
    if (throttle?.isReduced() === true) return WHY.budget;
    return isStackOverflow(thrown) ? WHY.overflow : WHY.unseen;
  }

  /** Says, once for each time it happens, for how long fewer throws than usual were looked at. */
  function sayReduced(): SafeText | undefined {
    const reducedMs = throttle?.takeReducedMs();
    if (reducedMs === undefined) return undefined;
    return redact(
      `for ${(reducedMs / 1000).toFixed(1)} s only uncaught errors had their locals taken: ${WHY.budget}`,
    );
  }

  /** Pauses right here, to see the variables of whoever called `logFailure` with an error that was never thrown. */
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

function leavesVm(event: PauseEvent, inspector: Inspector): boolean {
  return event.callFrames.some((frame) => {
    const url = inspector.script(frame.location.scriptId)?.url;
    return url === 'node:vm' || url === 'node:internal/vm';
  });
}

function nowMs(): number {
  return Number(hrtime.bigint()) / 1e6;
}

/** V8's own RangeError of a full stack, by the message that it has had in every version. */
function isStackOverflow(thrown: unknown): boolean {
  return (
    isErrorLike(thrown) && readData(thrown, 'message', types.isProxy) === 'Maximum call stack size exceeded'
  );
}
