import { dirname } from 'node:path';
import type { Settings } from './base/environment.ts';
import { guarded, setDebug } from './base/notice.ts';
import { createFailureCapture, type FailureCapture } from './capture/failure/failure-capture.ts';
import type { Attachment } from './capture/failure/inspector.ts';
import type { Breakpoints } from './capture/tests/breakpoints.ts';
import { createTestFailures } from './capture/tests/test-failures.ts';
import type { Recording } from './recording.ts';

export interface FailuresOptions {
  readonly settings: Settings;
  /** V8's debugger as it is attached now, or why it is not. */
  readonly attachment: () => Attachment;
  /** The breakpoints in the test runners of this thread, of the debugger that is attached now. */
  readonly breakpoints: () => Breakpoints;
  /** Whether recording is still on. */
  readonly isOn: () => boolean;
  /** Lets go of V8's debugger, because somebody else wants it. */
  readonly standAside: () => void;
  /** What writes, loaded for the first event. */
  readonly recording: () => Recording;
  /** The session of the context that runs, as far as anything was written yet. */
  readonly contextSession: () => string | undefined;
}

/** Prepares what looks at each throw of this thread, and at what its test runners tell. */
export function createFailures({
  settings,
  attachment,
  breakpoints,
  isOn,
  standAside,
  recording,
  contextSession,
}: FailuresOptions): FailureCapture {
  setDebug(settings.debug);

  const testFailures = createTestFailures({
    place: (breakpointId) => breakpoints().place(breakpointId),
    setLate: (runner) => breakpoints().setLate(runner),
    isKnown: (error) => failures.isKnown(error),
    log: (error, test) => (isOn() ? failures.logTest(error, test) : ''),
  });

  const failures: FailureCapture = createFailureCapture({
    mode: settings.capture,
    attachment,
    standAside,
    breakpoints: {
      onHit: testFailures.onHit,
      isRunner: () => breakpoints().isRunner(),
      areSet: () => breakpoints().isSet(),
    },
    takesUncaught: () => breakpoints().takesUncaught(),
    willFlush: () => recording().closeAtExit(),
    ownFolder: dirname(__filename),
    root: () => recording().journal().root(),
    contextSession,
    build: (parts) => recording().buildFailure(parts),
    write: (payload, sessionId) => recording().journal().write('failure', payload, sessionId),
    isWritten: (payload) => guarded(false, () => recording().journal().hasFailure(payload)),
  });
  return failures;
}
