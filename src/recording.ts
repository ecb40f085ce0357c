import { dirname, join } from 'node:path';
import type { Settings } from './base/environment.ts';
import { guarded, setDebug, tellOnce } from './base/notice.ts';
import { workingFolder } from './base/working-folder.ts';
import { type Decision, decisionPayload } from './capture/decision/decision-payload.ts';
import { buildFailure, type FailureParts } from './capture/failure/failure-payload.ts';
import { createGitDiff } from './capture/git/git-diff.ts';
import { type CallTaps, createCallTaps } from './capture/llm/call-taps.ts';
import { createLlmCalls, type LlmCalls } from './capture/llm/llm-call.ts';
import { createToolCalls, type ToolCalls } from './capture/output/tool-calls.ts';
import type { Event, FailurePayload } from './event/types.ts';
import type { HeldStart } from './push/held-start.ts';
import { startPusher } from './push/start-pusher.ts';
import { redact as redactText } from './redact/redact.ts';
import { createJournal } from './session/journal.ts';
import { readEvents as readStoredEvents } from './session/read-events.ts';
import type { ReadEventsOptions } from './session/read-events-options.ts';
import type { Journal } from './session/types.ts';
import { summarizeTokens } from './store/folder/summarize-tokens.ts';
import { noTokens, type TokenSummary } from './store/token-summary.ts';

export { captureOutput } from './capture/output/capture-output.ts';
export { describe } from './value/describe.ts';

/** What recording needs once there is something to record. */
export interface Recording {
  /** Puts a failure's payload together. */
  buildFailure(parts: FailureParts): FailurePayload;
  readonly toolCalls: ToolCalls;
  logDecision(decision: Decision, sessionId: string | undefined): string;
  readonly llmCalls: LlmCalls;
  /** The model calls of a session, else of the one that an event would go to now. @throws AGENTLOG_SESSION, AGENTLOG_STORE */
  tokenSummary(sessionId?: string): TokenSummary;
  /** What sees model calls, made at the first one. */
  callTaps(): CallTaps;
  /** Sees no more model calls, and forgets those that are under way. */
  closeCallTaps(): void;
  /** The journal, opened at the first call: a program that has nothing to log never touches a store folder. */
  journal(): Journal;
  /** The session of the context that runs; nothing while the journal was never opened. */
  contextSession(): string | undefined;
  /** Has what is unfinished written when the thread ends. */
  closeAtExit(): void;
  /** Logs what changed in the working tree since the session's last turn. */
  logGitDiff(turnNumber?: number, sessionId?: string): string;
}

export interface RecordingOptions {
  readonly settings: Settings;
  /** Whether recording is still on. */
  readonly isOn: () => boolean;
  /** Writes the failures that wait for the thread's end. */
  readonly flushFailures: () => void;
  /** What is recorded is pushed in the background, by a process that this starts. */
  readonly start?: HeldStart | undefined;
}

/** The text with every secret in it replaced by `***REDACTED***`. Pure: works whether recording is on or off. */
export function redact(text: string): string {
  return redactText(text);
}

/** What `readEvents` of `session/` gives, for this process; `recording` is the session that it records to. */
export function readEvents(
  options: ReadEventsOptions,
  recording: string | undefined,
): Generator<Event, void, undefined> {
  return readStoredEvents(options, { env: process.env, cwd: workingFolder(), recording });
}

/** Prepares recording for this thread. */
export function createRecording({ settings, isOn, flushFailures, start }: RecordingOptions): Recording {
  setDebug(settings.debug);
  let journal: Journal | undefined;
  let taps: CallTaps | undefined;
  let closesAtExit = false;

  function openJournal(): Journal {
    if (journal !== undefined) return journal;
    const opened = createJournal({ env: process.env, cwd: workingFolder(), argv: process.argv });
    journal = opened;
    closeAtExit();
    if (start !== undefined) pushInBackground(opened, start);
    return opened;
  }

  function closeAtExit(): void {
    if (closesAtExit) return;
    closesAtExit = true;
    process.on('exit', (exitCode) => {
      guarded(undefined, flushFailures);
      guarded(undefined, () => taps?.endAll());
      guarded(undefined, llmCalls.flush);
      guarded(undefined, () => toolCalls.close(exitCode));
      guarded(undefined, () => journal?.close());
    });
  }

  function pushInBackground({ folder }: Journal, held: HeldStart): void {
    const cliPath = join(dirname(__filename), 'cli.js');
    startPusher({ held, folder: () => folder().path, cliPath });
  }

  const toolCalls = createToolCalls({
    session: () => openJournal().recentSessionId(),
    write: (payload, sessionId) => (isOn() ? openJournal().write('tool_output', payload, sessionId) : ''),
  });

  const llmCalls = createLlmCalls({
    contextSession: () => openJournal().contextSession(),
    write: (payload, sessionId) => openJournal().write('llm_call', payload, sessionId),
  });

  function tokenSummary(sessionId = openJournal().sessionId()): TokenSummary {
    return sessionId === undefined ? noTokens() : summarizeTokens(openJournal().folder(), sessionId);
  }

  function callTaps(): CallTaps {
    if (taps !== undefined) return taps;
    const created = createCallTaps({
      log: (payload, sessionId) => openJournal().write('llm_call', payload, sessionId),
      contextSession: () => journal?.contextSession(),
    });
    taps = created;
    closeAtExit();
    return created;
  }

  function closeCallTaps(): void {
    taps?.close();
    taps = undefined;
  }

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

  return {
    buildFailure,
    toolCalls,
    logDecision: (decision, sessionId) =>
      openJournal().write('decision', decisionPayload(decision), sessionId),
    llmCalls,
    callTaps,
    closeCallTaps,
    tokenSummary,
    logGitDiff,
    journal: openJournal,
    contextSession: () => journal?.contextSession(),
    closeAtExit,
  };
}
