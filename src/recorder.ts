import { dirname } from 'node:path';
import { readSettings } from './base/environment.ts';
import { findOffered, offer } from './base/host.ts';
import { guarded, setDebug, tellOnce } from './base/notice.ts';
import { nodeProbe } from './base/probe.ts';
import { createFailureCapture, type FailureCapture } from './capture/failure/failure-capture.ts';
import { redact as redactText } from './redact/redact.ts';
import { createJournal } from './session/journal.ts';
import { openThreads } from './session/threads.ts';
import type { Journal } from './session/types.ts';
import { createDescribe } from './value/describe.ts';
import type { Descriptor } from './value/descriptor.ts';

/**
 * What records in one thread of a process. Every copy of agentlog in the thread works through the same one
 * (`base/host.ts`), so its methods are the contract between versions.
 */
export interface Recorder {
  enable(): void;
  disable(): void;
  isEnabled(): boolean;
  startSession(agentName: string, task: string): string;
  endSession(): void;
  getSessionId(): string | undefined;
  runSession<T>(agentName: string, task: string, fn: () => T): T;
  logFailure(error: unknown, sessionId?: string): string;
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

/** The recorder of this thread: the one that another copy offers, else a new one. */
export function openRecorder(): Recorder {
  const offered = findOffered() as Recorder | undefined;
  if (offered !== undefined) return offered;
  const recorder = createRecorder();
  offer(recorder);
  return recorder;
}

function createRecorder(): Recorder {
  const { env } = process;
  const settings = readSettings(env);
  setDebug(settings.debug);
  let isOn = false;
  let journal: Journal | undefined;
  let capture: FailureCapture | undefined;

  return {
    enable,
    disable,
    isEnabled: () => isOn,
    startSession,
    endSession,
    getSessionId,
    runSession,
    logFailure,
  };

  function enable(): void {
    if (isOn) return;
    isOn = true;
    for (const complaint of settings.complaints) tellOnce(complaint);
    // Before the program can start a thread: its threads are to find what they share.
    openThreads();
    capture ??= createCapture();
    guarded(undefined, capture.install);
  }

  function disable(): void {
    if (!isOn) return;
    isOn = false;
    guarded(undefined, () => capture?.uninstall());
  }

  /** Opened when there is something to write: a program that does not fail never touches a store folder. */
  function openJournal(): Journal {
    if (journal !== undefined) return journal;
    const opened = createJournal({ env, cwd: process.cwd(), argv: process.argv });
    journal = opened;
    process.on('exit', () => guarded(undefined, opened.close));
    return opened;
  }

  function createCapture(): FailureCapture {
    return createFailureCapture({
      mode: settings.capture,
      describe: describeAny,
      ownFolder: dirname(__filename),
      root: () => openJournal().root(),
      contextSession: () => journal?.contextSession(),
      write: (payload, sessionId) => openJournal().write('failure', payload, sessionId),
      isWritten: (payload, sessionId) => guarded(false, () => openJournal().hasFailure(payload, sessionId)),
    });
  }

  function startSession(agentName: string, task: string): string {
    return isOn ? guarded('', () => openJournal().startSession(agentName, task)) : '';
  }

  function endSession(): void {
    if (isOn) guarded(undefined, () => openJournal().endSession());
  }

  function getSessionId(): string | undefined {
    return isOn ? guarded(undefined, () => openJournal().sessionId()) : undefined;
  }

  function runSession<T>(agentName: string, task: string, fn: () => T): T {
    return isOn ? openJournal().runSession(agentName, task, fn) : fn();
  }

  function logFailure(error: unknown, sessionId?: string): string {
    return isOn ? guarded('', () => capture?.log(error, sessionId) ?? '') : '';
  }
}
