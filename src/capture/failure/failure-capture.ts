import { types } from 'node:util';
import type { FailurePayload } from '../../event/types.ts';
import { redact } from '../../redact/redact.ts';
import { ownWord, type SafeText } from '../../redact/safe-text.ts';
import { readData } from './data-property.ts';
import { isErrorLike, readInnerErrors } from './error-summary.ts';
import { restoreExcerpt } from './excerpt.ts';
import { buildFailure } from './failure-payload.ts';
import { createPauses, type PausesOptions } from './pauses.ts';
import type { PauseEvent } from './protocol.ts';
import { renewHead } from './stack-head.ts';
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

export interface FailureCaptureOptions extends Omit<PausesOptions, 'throws'> {
  /** The folder that files are named relative to. */
  readonly root: () => string;
  /** Writes the event; gives its id, `''` when that failed. */
  readonly write: (payload: FailurePayload, sessionId: string | undefined) => string;
  /** Whether a failure that came without its throw is in the log already: a worker thread wrote it before its error crossed over. */
  readonly isWritten: (payload: FailurePayload) => boolean;
}

const WHY = {
  'capture off': ownWord('capture of locals is off'),
  'debugger attached': ownWord('a debugger is attached'),
  'no inspector': ownWord('this process has no inspector'),
  'heap full': ownWord('the heap was nearly full'),
  unseen: ownWord('no frame of the program was on the stack at the throw'),
  overflow: ownWord('the stack was full'),
  budget: ownWord('pauses had used up their share of time'),
  site: ownWord('its line had thrown too often within a minute'),
} as const satisfies Record<string, SafeText>;

/** A shorter time began with the very pause of the error that is written, on a machine that is busy: nothing was missed. */
const MIN_TOLD_MS = 50;

/** Capture for this thread, working with whatever debugger is attached at the time. */
export function createFailureCapture(options: FailureCaptureOptions): FailureCapture {
  const { describe, ownFolder } = options;
  const throws = createThrows();
  const pauses = createPauses({ ...options, throws });

  return { onPause: pauses.onPause, onCost: pauses.onCost, onUncaught, onUnhandledRejection: surface, log };

  function onUncaught(error: unknown, origin: 'uncaughtException' | 'unhandledRejection'): void {
    surface(error);
    const isFatal =
      process.listenerCount('uncaughtException') === 0 && !process.hasUncaughtExceptionCaptureCallback();
    const record = throws.find(error, '');
    const attached = pauses.inspector();
    if (origin !== 'unhandledRejection' || !isFatal || record === undefined || attached === undefined) return;
    pauses.withoutPauses(() => restoreExcerpt(error, record.stack, attached));
  }

  function log(error: unknown, sessionId?: string): string {
    const known = throws.eventOf(error);
    if (known !== undefined) return known;
    const stack = throws.find(error, '')?.stack || readStackText(error);
    return write(error, findThrow(error, stack) ?? pauses.readMaker(stack), stack, sessionId);
  }

  function findThrow(thrown: unknown, stack: string): ThrowRecord | undefined {
    const record = throws.find(thrown, stack);
    if (record !== undefined || stack !== '') return record;
    const head = readForeignHead(thrown);
    return head === undefined ? undefined : throws.findForeign(head);
  }

  function surface(thrown: unknown): void {
    renewHead(thrown, throws.find(thrown, '')?.head ?? '');
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
      missing: whyMissing(thrown, stack),
      suppressed: sayReduced(),
      describe,
      inspector: pauses.inspector(),
      ownFolder,
      root: options.root(),
    });
    const target = sessionId ?? record?.sessionId ?? options.contextSession();
    if (record?.isProgram !== true && stack !== '' && options.isWritten(payload)) return '';
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

  function whyMissing(thrown: unknown, stack: string): SafeText {
    const attachment = options.attachment();
    if ('missing' in attachment) return WHY[attachment.missing];
    if (pauses.isReduced()) return WHY.budget;
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
  return (
    isErrorLike(thrown) && readData(thrown, 'message', types.isProxy) === 'Maximum call stack size exceeded'
  );
}
