import { MAX_CAUSES } from '../../base/limits.ts';
import { isErrorLike, readInnerErrors } from '../../event/error-summary.ts';
import type { FailedTest, TestError } from '../../event/failed-test.ts';
import type { FailurePayload } from '../../event/types.ts';
import { redact } from '../../redact/redact.ts';
import { ownWord, type SafeText } from '../../redact/safe-text.ts';
import { readData } from '../../value/read.ts';
import type { FailureParts } from './failure-payload.ts';
import { createHeldErrors } from './held-errors.ts';
import { createPauses, type PausesOptions } from './pauses.ts';
import type { PauseEvent } from './protocol.ts';
import { isThrownBelowProgram } from './stack-place.ts';
import type { ThrowRecord } from './throw-record.ts';
import {
  isRejectionWrapper,
  mayBeWrapped,
  readForeignName,
  readStackText,
  readWrittenStack,
} from './thrown-text.ts';
import { createThrows } from './throws.ts';

/** Makes failures out of errors: takes their locals at the throw, and writes the event when they surface. */
export interface FailureCapture {
  /** Reads a pause of V8's, with the program standing still at a throw, as it has for `announcedMs` now. */
  onPause(event: PauseEvent, announcedMs: number): void;
  /** Takes note of what the debugger cost outside of a pause, in ms. */
  onCost(costMs: number): void;
  /** Writes the failure of an error that nobody caught. */
  onUncaught(error: unknown): void;
  /** Writes the failure of a rejection that only the program's own listener hears. */
  onUnhandledRejection(reason: unknown): void;
  /** Writes the failure of a test, or gives the event that the error is already; gives the event's id. */
  logTest(error: unknown, test: FailedTest): string;
  /** Writes the uncaught errors that nobody laid to a test so far. */
  flush(): void;
  /** Whether the throw of this error was seen, with a frame of the program. */
  isKnown(error: unknown): boolean;
  /** Writes the failure of an error that the program hands over; gives the event's id. */
  log(error: unknown, sessionId?: string): string;
}

export interface FailureCaptureOptions extends Omit<PausesOptions, 'throws'> {
  /** The folder that files are named relative to. */
  readonly root: () => string;
  /** Puts an event's payload together. */
  readonly build: (parts: FailureParts) => FailurePayload;
  /** Writes the event; gives its id, `''` when that failed. */
  readonly write: (payload: FailurePayload, sessionId: string | undefined) => string;
  /** Whether a failure that came without its throw is in the log already: a worker thread wrote it before its error crossed over. */
  readonly isWritten: (payload: FailurePayload) => boolean;
  /** Whether a test runner is here that will tell which test an uncaught error is of. */
  readonly takesUncaught: () => boolean;
  /** Has `flush` called when the thread ends. */
  readonly willFlush: () => void;
}

const { getOwnPropertyDescriptor } = Reflect;

const WHY = {
  'capture off': ownWord('capture of locals is off'),
  'debugger attached': ownWord('a debugger is attached'),
  'no inspector': ownWord('this process has no inspector'),
  'heap full': ownWord('the heap was nearly full'),
  unseen: ownWord('no throw of it was seen with a frame of the program on the stack'),
  overflow: ownWord('the stack was full'),
  budget: ownWord('pauses had used up their share of time'),
  site: ownWord('its line had thrown too often within a minute'),
} as const satisfies Record<string, SafeText>;

/** A shorter time began with the very pause of the error that is written, on a machine that is busy: nothing was missed. */
const MIN_TOLD_MS = 50;

/** Capture for this thread, working with whatever debugger is attached at the time. */
export function createFailureCapture(options: FailureCaptureOptions): FailureCapture {
  const { ownFolder } = options;
  const throws = createThrows();
  const pauses = createPauses({ ...options, throws });
  const held = createHeldErrors(surface);

  return {
    onPause: pauses.onPause,
    onCost: pauses.onCost,
    onUncaught: surfaceOrHold,
    onUnhandledRejection: surfaceOrHold,
    logTest,
    flush: held.flush,
    isKnown: (error) => throws.find(error)?.hasProgramFrame === true,
    log,
  };

  function log(error: unknown, sessionId?: string): string {
    const known = throws.eventOf(error);
    if (known !== undefined) return known;
    const record = findThrow(error);
    if (record !== undefined) return write(error, record, '', sessionId);
    const stack = readStack(error);
    return write(error, pauses.readMaker(stack), stack, sessionId);
  }

  function findThrow(thrown: unknown): ThrowRecord | undefined {
    const record = throws.find(thrown);
    if (record !== undefined) return record;
    const name = readForeignName(thrown);
    return name === undefined ? undefined : throws.findForeign(name);
  }

  function surfaceOrHold(thrown: unknown): void {
    if (options.takesUncaught()) {
      options.willFlush();
      held.hold(thrown);
    } else surface(thrown);
  }

  function logTest(thrown: unknown, test: FailedTest): string {
    const { others = [] } = test;
    held.release(thrown);
    const id = throws.eventOf(thrown) ?? write(thrown, findThrow(thrown), '', undefined, test);
    for (let i = 0; i < others.length; i += 1) {
      const { error } = others[i] as TestError;
      held.release(error);
      if (id !== '') throws.setEvent(error, id);
    }
    return id;
  }

  function surface(thrown: unknown): void {
    if (throws.eventOf(thrown) !== undefined) return;
    const wrapped = isRejectionWrapper(thrown)
      ? throws.newestNonError((value) => mayBeWrapped(value, thrown))
      : undefined;
    if (wrapped === undefined) write(thrown, findThrow(thrown), '', undefined);
    else throws.setEvent(thrown, write(wrapped.thrown, wrapped.record, '', undefined));
  }

  function write(
    thrown: unknown,
    seen: ThrowRecord | undefined,
    readBefore: string,
    sessionId: string | undefined,
    test?: FailedTest,
  ): string {
    const record = seen?.hasProgramFrame === true ? seen : (firstInner(thrown) ?? seen);
    // The stack is asked for only where nothing else tells the place: V8 writes it out then.
    const stack = record?.hasProgramFrame === true ? '' : readBefore || readStack(thrown, test);
    const payload = options.build({
      thrown,
      record,
      origin: findOrigin(thrown),
      test,
      stack,
      makerStack: record?.hasProgramFrame === true ? '' : (test?.calledAt ?? readStack(test?.maker, test)),
      missing: whyMissing(thrown, stack),
      suppressed: sayReduced(),
      inspector: pauses.inspector(),
      ownFolder,
      root: options.root(),
    });
    const target = sessionId ?? record?.sessionId ?? options.contextSession();
    if (stack !== '' && test === undefined && options.isWritten(payload)) return '';
    const id = options.write(payload, target);
    throws.setEvent(thrown, id);
    if (record?.hasProgramFrame === true) pauses.surfaced(record);
    return id;
  }

  function readStack(thrown: unknown, test?: FailedTest): string {
    if (test?.isStackRead === true) return readWrittenStack(thrown);
    const attached = pauses.inspector();
    const prepare =
      attached?.programsPrepareStackTrace() ?? getOwnPropertyDescriptor(Error, 'prepareStackTrace')?.value;
    return readStackText(thrown, prepare);
  }

  /** An error that stands for others (of `Promise.any`, of a `using`) was thrown by nobody: the first of them that was tells where. */
  function firstInner(thrown: unknown): ThrowRecord | undefined {
    const errors = isErrorLike(thrown) ? readInnerErrors(thrown) : undefined;
    if (errors === undefined) return undefined;
    for (let i = 0; i < errors.length; i += 1) {
      const record = throws.find(errors[i]);
      if (record?.hasProgramFrame === true) return record;
    }
    return undefined;
  }

  /** The innermost of an error's causes that was thrown by the program. */
  function findOrigin(thrown: unknown): ThrowRecord | undefined {
    let origin: ThrowRecord | undefined;
    const seen = new Set([thrown]);
    for (let error = thrown; seen.size < MAX_CAUSES && isErrorLike(error); ) {
      error = readData(error, 'cause');
      if (seen.has(error)) break;
      const record = isErrorLike(error) ? throws.find(error) : undefined;
      if (record?.hasProgramFrame === true) origin = record;
      seen.add(error);
    }
    return origin;
  }

  function whyMissing(thrown: unknown, stack: string): SafeText {
    const attachment = options.attachment();
    if ('missing' in attachment) return WHY[attachment.missing];
    if (pauses.isReduced() || (pauses.wasReduced() && isThrownBelowProgram(stack, ownFolder)))
      return WHY.budget;
    if (pauses.isPassedOver(stack)) return WHY.site;
    return isStackOverflow(thrown) ? WHY.overflow : WHY.unseen;
  }

  /** Says, once for each time it happens, for how long fewer throws than usual were looked at. */
  function sayReduced(): SafeText | undefined {
    const reducedMs = pauses.takeReducedMs();
    if (reducedMs === undefined || reducedMs < MIN_TOLD_MS) return undefined;
    return redact(
      `for ${(reducedMs / 1000).toFixed(1)} s only uncaught errors had their locals taken: ${WHY.budget}`,
    );
  }
}

/** V8's own RangeError of a full stack, by the message that it has had in every version. */
function isStackOverflow(thrown: unknown): boolean {
  return isErrorLike(thrown) && readData(thrown, 'message') === 'Maximum call stack size exceeded';
}
