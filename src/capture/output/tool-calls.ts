import { constants } from 'node:os';
import { MAX_STRING_CHARS, MAX_TOOL_CHARS } from '../../base/limits.ts';
import { guarded } from '../../base/notice.ts';
import { nodeProbe } from '../../base/probe.ts';
import type { ToolOutputPayload } from '../../event/types.ts';
import { followResult } from '../../follow/follow-result.ts';
import { runFollowed } from '../../follow/run-followed.ts';
import { clip } from '../../redact/redact.ts';
import { ownWord, type SafeText } from '../../redact/safe-text.ts';
import type { Describe } from '../../value/describe.ts';
import { readData } from '../../value/read.ts';
import { type BoundedStream, createBoundedStream } from './bounded-stream.ts';
import { openCapture } from './capture.ts';
import { errorLine } from './error-line.ts';
import type { OutputOptions, ToolRun } from './types.ts';

const { isView } = ArrayBuffer;
// Held: a program may fake its clocks.
const now = performance.now.bind(performance);

type Payload = Omit<ToolOutputPayload, 'call_id'>;

export interface ToolCallsOptions {
  readonly describe: Describe;
  /** The session that an event would go to now, without opening one. */
  readonly session: () => string | undefined;
  /** Writes the event into that session, else into the one of the moment; gives its id. */
  readonly write: (payload: Payload, sessionId: string | undefined) => string;
}

/** What the program's tools print, as events. */
export interface ToolCalls {
  /** Runs `fn` and logs what it prints; see `toolCall` in `index.ts`. */
  call<T>(tool: string, fn: () => T, options?: OutputOptions): T;
  /** Logs a tool that ran elsewhere. Gives the event's id. */
  log(run: ToolRun, sessionId?: string): string;
  /** Logs the calls that are still running. For the end of the process. */
  close(exitCode: number): void;
}

const CUT_SHORT = ownWord('the process ended first');

/** Tool calls of this thread. */
export function createToolCalls({ describe, session, write }: ToolCallsOptions): ToolCalls {
  /** The calls that are not over: each ends itself when the process does. */
  const running = new Set<(exitCode: number) => void>();

  function call<T>(tool: string, fn: () => T, options?: OutputOptions): T {
    const opened = guarded(undefined, () => open(tool, readData(options, 'tee', nodeProbe) === true));
    if (opened === undefined) return fn();
    const follower = {
      run: opened.run,
      onDone: () => opened.end(0),
      onFailed: (thrown: unknown) => opened.end(1, () => errorLine(thrown, describe)),
    };
    return followResult(runFollowed(fn, follower), follower);
  }

  function open(tool: string, tee: boolean) {
    const sessionId = session();
    const [stdout, stderr] = [createBoundedStream(), createBoundedStream()];
    const capture = openCapture({ stdout, stderr }, tee);
    const began = now();
    let isOver = false;
    function end(exitCode: number, error?: () => SafeText): void {
      if (isOver) return;
      isOver = true;
      const durationMs = now() - began;
      running.delete(endWithProcess);
      guarded(undefined, capture.close);
      guarded('', () => {
        const payload = payloadOf({ tool, stdout, stderr, exitCode, durationMs, error: error?.() });
        return write(payload, sessionId);
      });
    }
    const endWithProcess = (exitCode: number): void => end(exitCode, () => CUT_SHORT);
    running.add(endWithProcess);
    return { run: capture.run, end };
  }

  return {
    call,
    log(run, sessionId) {
      const field = (key: keyof ToolRun): unknown => readData(run, key, nodeProbe);
      const [stdout, stderr] = [createBoundedStream(), createBoundedStream()];
      take(stdout, field('stdout'));
      take(stderr, field('stderr'));
      const [signal, error] = [field('signal'), field('error')];
      const payload = payloadOf({
        tool: field('tool'),
        stdout,
        stderr,
        exitCode: exitCodeOf(field('exitCode'), signal),
        durationMs: field('durationMs'),
        signal: typeof signal === 'string' ? clip(signal, MAX_TOOL_CHARS).text : undefined,
        error: typeof error === 'string' ? clip(error, MAX_STRING_CHARS).text : undefined,
      });
      return write(payload, sessionId);
    },
    close(exitCode) {
      for (const end of [...running]) end(exitCode);
    },
  };
}

interface Run {
  readonly tool: unknown;
  readonly stdout: BoundedStream;
  readonly stderr: BoundedStream;
  readonly exitCode: number;
  readonly durationMs: unknown;
  readonly signal?: SafeText | undefined;
  readonly error?: SafeText | undefined;
}

function payloadOf(run: Run): Payload {
  const [stdout, stderr] = [run.stdout.read(), run.stderr.read()];
  const truncated = {
    ...(stdout.truncated !== undefined && { stdout: stdout.truncated }),
    ...(stderr.truncated !== undefined && { stderr: stderr.truncated }),
  };
  return {
    tool: typeof run.tool === 'string' ? clip(run.tool, MAX_TOOL_CHARS).text : ownWord('?'),
    stdout: stdout.text,
    stderr: stderr.text,
    exit_code: run.exitCode,
    duration_ms: durationOf(run.durationMs),
    ...(run.signal !== undefined && { signal: run.signal }),
    ...(run.error !== undefined && { error: run.error }),
    ...((stdout.truncated !== undefined || stderr.truncated !== undefined) && { truncated }),
  };
}

function take(stream: BoundedStream, printed: unknown): void {
  if (typeof printed === 'string') stream.addText(printed);
  else if (isView(printed))
    stream.add(new Uint8Array(printed.buffer, printed.byteOffset, printed.byteLength));
}

function exitCodeOf(given: unknown, signal: unknown): number {
  if (typeof given === 'number' && Number.isFinite(given)) return given;
  const number = typeof signal === 'string' ? constants.signals[signal as NodeJS.Signals] : undefined;
  return number === undefined ? 0 : 128 + number;
}

/** To a tenth of a millisecond. */
function durationOf(ms: unknown): number {
  return typeof ms === 'number' && Number.isFinite(ms) ? Math.round(ms * 10) / 10 : 0;
}
