import { dirname } from 'node:path';
import type { Settings } from './base/environment.ts';
import { guarded, setDebug, tellOnce } from './base/notice.ts';
import { nodeProbe } from './base/probe.ts';
import { workingFolder } from './base/working-folder.ts';
import { createFailureCapture, type FailureCapture } from './capture/failure/failure-capture.ts';
import type { Attachment } from './capture/failure/inspector.ts';
import { createGitDiff } from './capture/git/git-diff.ts';
import { redact as redactText } from './redact/redact.ts';
import { createJournal } from './session/journal.ts';
import type { Journal } from './session/types.ts';
import { createDescribe } from './value/describe.ts';
import type { Descriptor } from './value/descriptor.ts';

/** What recording needs once there is something to record. */
export interface Recording {
  readonly failures: FailureCapture;
  /** The journal, opened at the first call: a program that has nothing to log never touches a store folder. */
  journal(): Journal;
  /** Logs what changed in the working tree since the session's last turn. */
  logGitDiff(turnNumber?: number, sessionId?: string): string;
}

export interface RecordingOptions {
  readonly settings: Settings;
  /** V8's debugger as it is attached now, or why it is not. */
  readonly attachment: () => Attachment;
  /** Lets go of V8's debugger, because somebody else wants it. */
  readonly standAside: () => void;
}

const describeAny = createDescribe(nodeProbe);

/** The compact JSON form of a value, as it would stand in the log. Pure: works whether recording is on or off. */
export function describe(value: unknown): Descriptor {
  return describeAny(value);
}

/** The text with every secret in it replaced by `***REDACTED***`. Pure: works whether recording is on or off. */
export function redact(text: string): string {
  return redactText(text);
}

/** Prepares recording for this thread. */
export function createRecording({ settings, attachment, standAside }: RecordingOptions): Recording {
  setDebug(settings.debug);
  let journal: Journal | undefined;

  function openJournal(): Journal {
    if (journal !== undefined) return journal;
    const opened = createJournal({ env: process.env, cwd: workingFolder(), argv: process.argv });
    journal = opened;
    process.on('exit', () => guarded(undefined, opened.close));
    return opened;
  }

  const failures = createFailureCapture({
    mode: settings.capture,
    attachment,
    standAside,
    describe: describeAny,
    ownFolder: dirname(__filename),
    root: () => openJournal().root(),
    contextSession: () => journal?.contextSession(),
    write: (payload, sessionId) => openJournal().write('failure', payload, sessionId),
    isWritten: (payload) => guarded(false, () => openJournal().hasFailure(payload)),
  });

  function logGitDiff(turnNumber?: number, sessionId?: string): string {
    const log = openJournal();
    const diffs = createGitDiff({ storePath: log.folder().path, env: process.env });
    const answer = diffs.diff({
      session: () => log.openSession(sessionId),
      cwd: workingFolder(),
      turnNumber,
    });
    if ('payload' in answer) return log.write('git_diff', answer.payload, answer.sessionId);
    tellOnce(`no diff could be logged: ${answer.missing}`);
    return '';
  }

  return { failures, journal: openJournal, logGitDiff };
}
