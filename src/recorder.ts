import { readSettings } from './base/environment.ts';
import { findOffered, offer } from './base/host.ts';
import { inMicrotask } from './base/microtask.ts';
import { guarded, setDebug, tellOnce } from './base/notice.ts';
import type { FailureCapture } from './capture/failure/failure-capture.ts';
import { type Attachment, attachInspector } from './capture/failure/inspector.ts';
import { createLibraryThrows } from './capture/failure/library-throw.ts';
import { isProgramFile } from './capture/failure/program-frame.ts';
import { listenForSurfacing } from './capture/failure/surfacing.ts';
import { createCall, type LlmCall, type LlmCallFields } from './capture/llm/call.ts';
import { listenForCalls } from './capture/llm/calls-listener.ts';
import { HTTP2_SCRIPT, hasHttp2Channels, listenForMuteHttp2 } from './capture/llm/mute-http2-listener.ts';
import type { Captured, OutputOptions, ToolRun } from './capture/output/types.ts';
import { createBreakpoints } from './capture/tests/breakpoints.ts';
import { isRunnerScript } from './capture/tests/places.ts';
import { prepareParts } from './prepare-parts.ts';
import { type HeldStart, holdStart } from './push/held-start.ts';
import type { Recording } from './recording.ts';
import { openThreads } from './session/threads.ts';
import { noTokens, type TokenSummary } from './store/token-summary.ts';

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
  logToolOutput(run: ToolRun, sessionId?: string): string;
  toolCall<T>(tool: string, fn: () => T, options?: OutputOptions): T;
  captureOutput<T>(fn: () => T, options?: OutputOptions): Captured<T>;
  logDecision(
    question: string,
    answer: unknown,
    reason?: string,
    context?: Readonly<Record<string, unknown>>,
    sessionId?: string,
  ): string;
  logLlmCall(fields: LlmCallFields, sessionId?: string): string;
  llmCall<T>(model: string, prompt: unknown, fn: (call: LlmCall) => T): T;
  tokenSummary(sessionId?: string): TokenSummary;
  logGitDiff(turnNumber?: number, sessionId?: string): string;
}

/** The recorder of this thread: the one that another copy offers, else a new one. */
export function openRecorder(): Recorder {
  const offered = findOffered() as Recorder | undefined;
  if (offered !== undefined) return offered;
  const recorder = createRecorder();
  offer(recorder);
  return recorder;
}

const DETACHED: Attachment = { missing: 'capture off' };

function createRecorder(): Recorder {
  const settings = readSettings(process.env);
  setDebug(settings.debug);
  const parts = prepareParts();
  const wanted = settings.capture === 'all' ? 'all' : 'uncaught';
  let isOn = false;
  let attachment: Attachment = DETACHED;
  let stopListening: (() => void) | undefined;
  let stopSeeingCalls: (() => void) | undefined;
  let stopSeeingHttp2: (() => void) | undefined;
  let openedFailures: FailureCapture | undefined;
  let openedRecording: Recording | undefined;
  let start: HeldStart | undefined;
  let breakpoints = createBreakpoints();
  const libraryThrows = createLibraryThrows(() => attachment, wanted, __dirname);

  return {
    enable,
    disable,
    isEnabled: () => isOn,
    startSession,
    endSession,
    getSessionId,
    runSession,
    logFailure,
    logToolOutput,
    toolCall,
    captureOutput: (fn, options) => parts.recording().captureOutput(fn, options),
    logDecision,
    logLlmCall,
    llmCall,
    tokenSummary,
    logGitDiff,
  };

  function enable(): void {
    if (isOn) return;
    isOn = true;
    guarded(undefined, () => {
      // Before the program can start a thread: its threads are to find what they share, and what was told already.
      openThreads();
      for (const complaint of settings.complaints) tellOnce(complaint);
      if (settings.d1) start ??= holdStart();
      stopListening = listenForSurfacing({
        onUncaught: (error) => failures().onUncaught(error),
        onUnhandledRejection: (reason) => failures().onUnhandledRejection(reason),
      });
      stopSeeingCalls = listenForCalls({
        onUndiciRequest: (request) => recording().callTaps().onUndiciRequest(request),
        onHttpRequest: (request) => recording().callTaps().onHttpRequest(request),
        onHttp2Stream: (stream, headers) => recording().callTaps().onHttp2Stream(stream, headers),
        onAiSdkStart: (message) => recording().callTaps().onAiSdkStart(message),
      });
      if (settings.capture !== 'off') attachment = attach();
    });
  }

  function attach(): Attachment {
    const ownBreakpoints = createBreakpoints();
    breakpoints = ownBreakpoints;
    const attached = attachInspector({
      onPause: (event, announcedMs) => {
        if (openedFailures === undefined && libraryThrows.passesBy(event, announcedMs)) return;
        failures().onPause(event, announcedMs);
      },
      onCost: (costMs) => failures().onCost(costMs),
      onLost: (missing) => detach({ missing }),
      isProgramFile: (url) => isProgramFile(url, __dirname),
      onScript(script, post) {
        const { url, scriptId } = script;
        if (isRunnerScript(url)) ownBreakpoints.onScript(script, post);
        // V8 is compiling it: its functions come to be behind this call.
        if (url === HTTP2_SCRIPT) inMicrotask(() => guarded(undefined, () => onHttp2Loaded(scriptId)));
      },
    });
    if (!('missing' in attached)) attached.setState(wanted);
    return attached;
  }

  function onHttp2Loaded(scriptId: string): void {
    if (!isOn || stopSeeingHttp2 !== undefined || 'missing' in attachment) return;
    if (hasHttp2Channels(attachment.source(scriptId))) return;
    stopSeeingHttp2 = listenForMuteHttp2((stream, chunk, prototype) =>
      recording().callTaps().onMuteHttp2Sent(stream, chunk, prototype),
    );
  }

  function disable(): void {
    if (!isOn) return;
    isOn = false;
    guarded(undefined, () => {
      stopListening?.();
      stopSeeingCalls?.();
      stopSeeingHttp2?.();
      stopSeeingHttp2 = undefined;
      openedRecording?.closeCallTaps();
      detach(DETACHED);
    });
  }

  function detach(instead: Attachment): void {
    const before = attachment;
    attachment = instead;
    if ('missing' in before) return;
    before.close();
  }

  function failures(): FailureCapture {
    openedFailures ??= parts.failures().createFailures({
      settings,
      attachment: () => attachment,
      breakpoints: () => breakpoints,
      isOn: () => isOn,
      standAside: () => detach({ missing: 'debugger attached' }),
      recording,
      contextSession: () => openedRecording?.contextSession(),
    });
    return openedFailures;
  }

  function recording(): Recording {
    openedRecording ??= parts.recording().createRecording({
      settings,
      isOn: () => isOn,
      flushFailures: () => openedFailures?.flush(),
      start,
    });
    return openedRecording;
  }

  function startSession(agentName: string, task: string): string {
    return isOn ? guarded('', () => recording().journal().startSession(agentName, task)) : '';
  }

  function endSession(): void {
    if (isOn) guarded(undefined, () => recording().journal().endSession());
  }

  function getSessionId(): string | undefined {
    return isOn ? guarded(undefined, () => recording().journal().sessionId()) : undefined;
  }

  function runSession<T>(agentName: string, task: string, fn: () => T): T {
    return isOn ? recording().journal().runSession(agentName, task, fn) : fn();
  }

  function toolCall<T>(tool: string, fn: () => T, options?: OutputOptions): T {
    const calls = isOn ? guarded(undefined, () => recording().toolCalls) : undefined;
    return calls === undefined ? fn() : calls.call(tool, fn, options);
  }

  function logFailure(error: unknown, sessionId?: string): string {
    return isOn ? guarded('', () => failures().log(error, sessionId)) : '';
  }

  function logToolOutput(run: ToolRun, sessionId?: string): string {
    return isOn ? guarded('', () => recording().toolCalls.log(run, sessionId)) : '';
  }

  function logDecision(
    question: string,
    answer: unknown,
    reason?: string,
    context?: Readonly<Record<string, unknown>>,
    sessionId?: string,
  ): string {
    return isOn
      ? guarded('', () => recording().logDecision({ question, answer, reason, context }, sessionId))
      : '';
  }

  function logLlmCall(fields: LlmCallFields, sessionId?: string): string {
    return isOn ? guarded('', () => recording().llmCalls.log(fields, sessionId)) : '';
  }

  function llmCall<T>(model: string, prompt: unknown, fn: (call: LlmCall) => T): T {
    const calls = isOn ? guarded(undefined, () => recording().llmCalls) : undefined;
    return calls === undefined ? fn(createCall()) : calls.run(model, prompt, fn);
  }

  function tokenSummary(sessionId?: string): TokenSummary {
    return isOn ? guarded(noTokens(), () => recording().tokenSummary(sessionId)) : noTokens();
  }

  function logGitDiff(turnNumber?: number, sessionId?: string): string {
    return isOn ? guarded('', () => recording().logGitDiff(turnNumber, sessionId)) : '';
  }
}
