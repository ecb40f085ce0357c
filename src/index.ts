import { isAskedFor } from './base/environment.ts';
import { createCall, type LlmCall, type LlmCallFields } from './capture/llm/call.ts';
import type { Captured, OutputOptions, ToolRun } from './capture/output/types.ts';
import { loadRecording } from './load.ts';
import { recorder } from './recorder-slot.ts';
import { enable } from './switch.ts';
import type { Descriptor } from './value/descriptor.ts';

export type { LlmCall, LlmCallFields } from './capture/llm/call.ts';
export type { Captured, CapturedOutput, OutputOptions, ToolRun } from './capture/output/types.ts';
export type {
  CallError,
  DecisionEvent,
  ErrorSummary,
  Event,
  EventHead,
  EventType,
  FailureEvent,
  GitDiffEvent,
  LlmCallEvent,
  Location,
  ToolOutputEvent,
} from './event/types.ts';
export { debugContext, type EventOf, folderStore, readEvents, tokenSummary } from './reading.ts';
export type { ContextOptions } from './report/context/context-options.ts';
export type { ReadEventsOptions } from './session/read-events-options.ts';
export type { ModelTokens, TokenSummary } from './store/token-summary.ts';
export type {
  BackwardOptions,
  Batch,
  EventLine,
  Follower,
  FromStore,
  Selection,
  SessionTally,
  Store,
  StoredLine,
  StoreReader,
  StoreWriter,
} from './store/types.ts';
export { disable, enable, getSessionId, isEnabled } from './switch.ts';
export type { Descriptor } from './value/descriptor.ts';

if (isAskedFor()) enable();

/**
 * Opens a session, one agent's work on one task, and makes it the current one of the store folder: processes that start
 * later log to it too, until `endSession`. Gives its id, `''` when recording is off or it could not be written.
 *
 * @example
 * startSession('claude', 'fix the failing checkout test');
 */
export function startSession(agentName: string, task: string): string {
  return recorder === undefined ? '' : recorder.startSession(agentName, task);
}

/** Closes the session that `getSessionId` names. */
export function endSession(): void {
  recorder?.endSession();
}

/**
 * Runs `fn` in a session of its own: what is logged in it and in what it awaits goes there. Gives what `fn` gives; the
 * session is closed when `fn` is done, for a promise when it settles, for a generator when it ends. For several agents in one process.
 */
export function runSession<T>(agentName: string, task: string, fn: () => T): T {
  return recorder === undefined ? fn() : recorder.runSession(agentName, task, fn);
}

/**
 * Logs an error that the program has caught, with the locals of its throw; of an error that was never thrown, with the
 * locals of the caller. One error object is one event, however often it is handed over.
 * Gives the event's id, `''` when recording is off or it could not be written. Never throws.
 *
 * @example
 * try { parse(order) } catch (error) { logFailure(error) }
 */
export function logFailure(error: unknown): string {
  return recorder === undefined ? '' : recorder.logFailure(error);
}

/**
 * Logs a tool that the program ran by itself. Each stream is redacted and cut to 10,240 bytes, its beginning and its end.
 * Gives the event's id, `''` when recording is off or it could not be written. Never throws.
 *
 * @example
 * logToolOutput({ tool: 'run_tests', stdout, stderr, exitCode: 1, durationMs: 234.5 });
 */
export function logToolOutput(run: ToolRun): string {
  return recorder === undefined ? '' : recorder.logToolOutput(run);
}

/**
 * Runs a tool of the program and logs what it prints, with `exit_code` 1 and the error where it throws. What is written
 * to `process.stdout` and `process.stderr` in the tool's async context, until its promise settles or its generator is
 * used up, is logged and not printed, unless `tee` says so; other work of the process prints as before. Gives what `fn`
 * gives, of a promise another one of the same outcome; throws what `fn` throws. When recording is off, it only calls `fn`.
 *
 * @example
 * const report = await toolCall('run_tests', () => runTests(files));
 */
export function toolCall<T>(tool: string, fn: () => T, options?: OutputOptions): T {
  return recorder === undefined ? fn() : recorder.toolCall(tool, fn, options);
}

/**
 * Gives a function's result with what it printed, which is kept from the terminal unless `tee` says so. Logs nothing and redacts
 * nothing; of a stream of more than 1 MiB the beginning and the end. Where `fn` gives a promise, a promise; where it gives
 * a generator, `stdout` and `stderr` are what it has printed when they are read. Works whether recording is on or off.
 *
 * @example
 * const { result, stdout } = await captureOutput(() => runTests(files));
 */
export function captureOutput<T>(fn: () => T, options?: OutputOptions): Captured<T> {
  return recorder === undefined
    ? loadRecording().captureOutput(fn, options)
    : recorder.captureOutput(fn, options);
}

/**
 * Logs a decision of the agent: what was asked, what was answered, why, and the values that it was drawn from. Gives the event's
 * id, `''` when recording is off or it could not be written. Never throws.
 *
 * @example
 * logDecision('Should retry failed request?', true, 'error_count < 3', { error_count: 1, max_retries: 3 });
 */
export function logDecision(
  question: string,
  answer: unknown,
  reason?: string,
  context?: Readonly<Record<string, unknown>>,
): string {
  return recorder === undefined ? '' : recorder.logDecision(question, answer, reason, context);
}

/**
 * Logs a model call that was made. Prompt and response may be texts, messages or the client's own objects; they are redacted, then
 * cut to 200 characters. A count that is not given is stored as `null`. Gives the event's id, `''` when recording is off
 * or it could not be written. Never throws.
 *
 * @example
 * logLlmCall({ model: 'gpt-4', prompt: 'Fix the bug', response: 'Done.', tokensIn: 1250, tokensOut: 450, durationMs: 2340.5 });
 */
export function logLlmCall(fields: LlmCallFields): string {
  return recorder === undefined ? '' : recorder.logLlmCall(fields);
}

/**
 * Runs `fn`, which makes a model call, and logs that call with its duration; with the error when it throws. `fn` is handed an
 * object to set what it knows; what it leaves out is taken from the network call inside, if one was seen. Gives what `fn` gives: a promise
 * is followed until it settles, a generator until it ends or is left. Off, it only runs `fn`.
 *
 * @example
 * const answer = await llmCall('gpt-4', prompt, async (call) => {
 *   const { text, usage } = await ask(prompt);
 *   call.response = text;
 *   call.tokensIn = usage.input;
 *   call.tokensOut = usage.output;
 *   return text;
 * });
 */
export function llmCall<T>(model: string, prompt: unknown, fn: (call: LlmCall) => T): T {
  return recorder === undefined ? fn(createCall()) : recorder.llmCall(model, prompt, fn);
}

/**
 * Logs what changed in the git working tree around the working directory since the last diff of this session, or since the session
 * began: committed or not, staged or not, new files too, ignored files not. The repository is left as it is, and nothing that it
 * configures is run. Waits for git, which takes about as long as two `git status`, at most 10 s.
 * Gives the event's id, `''` when recording is off, where there is no repository, or when it could not be written. Never throws.
 *
 * @param turnNumber the agent's own count, a whole number from 0 up; of anything else, the last turn's number and one
 * @example
 * logGitDiff(); // after each turn of the agent
 */
export function logGitDiff(turnNumber?: number): string {
  return recorder === undefined ? '' : recorder.logGitDiff(turnNumber);
}

/** The compact JSON form of a value, as it would stand in the log. Pure: works whether recording is on or off. */
export function describe(value: unknown): Descriptor {
  return loadRecording().describe(value);
}

/** The text with every secret in it replaced by `***REDACTED***`. Pure: works whether recording is on or off. */
export function redact(text: string): string {
  return loadRecording().redact(text);
}
