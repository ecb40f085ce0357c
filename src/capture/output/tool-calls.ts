import { constants } from 'node:os';
import { guarded } from '../../base/notice.ts';
import { followResult } from '../../follow/follow-result.ts';
import { runFollowed } from '../../follow/run-followed.ts';
import { ownWord, type SafeText } from '../../redact/safe-text.ts';
import { readData } from '../../value/read.ts';
import { createBoundedStream, type StreamText } from './bounded-stream.ts';
import { openCapture } from './capture.ts';
import { errorLine } from './error-line.ts';
import { createToolPayload, readToolRun, type ToolPayload } from './tool-payload.ts';
import type { OutputOptions, ToolRun } from './types.ts';

const { isView } = ArrayBuffer;
// Held: a program may fake its clocks.
const now = performance.now.bind(performance);

export interface ToolCallsOptions {
  /** The session that an event would go to now, without opening one. */
  readonly session: () => string | undefined;
  /** Writes the event into that session, else into the one of the moment; gives its id. */
  readonly write: (payload: ToolPayload, sessionId: string | undefined) => string;
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
export function createToolCalls({ session, write }: ToolCallsOptions): ToolCalls {
  /** The calls that are not over: each ends itself when the process does. */
  const running = new Set<(exitCode: number) => void>();

  function call<T>(tool: string, fn: () => T, options?: OutputOptions): T {
    const opened = guarded(undefined, () => open(tool, readData(options, 'tee') === true));
    if (opened === undefined) return fn();
    const follower = {
      run: opened.run,
      onDone: () => opened.end(0),
      onFailed: (thrown: unknown) => opened.end(1, () => errorLine(thrown)),
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
        const [out, err] = [stdout.read(), stderr.read()];
        const facts = { tool, stdout: out, stderr: err, exitCode, durationMs, error: error?.() };
        const payload = createToolPayload(facts);
        return write(payload, sessionId);
      });
    }
    const endWithProcess = (exitCode: number): void => end(exitCode, () => CUT_SHORT);
    running.add(endWithProcess);
    return { run: capture.run, end };
  }

  return {
    call,
    log: (run, sessionId) => write(readToolRun(run, { keep, signalNumber }), sessionId),
    close(exitCode) {
      for (const end of [...running]) end(exitCode);
    },
  };
}

function keep(printed: unknown): StreamText {
  const stream = createBoundedStream();
  if (typeof printed === 'string') stream.addText(printed);
  else if (isView(printed))
    stream.add(new Uint8Array(printed.buffer, printed.byteOffset, printed.byteLength));
  return stream.read();
}

function signalNumber(name: string): number | undefined {
  return constants.signals[name as NodeJS.Signals];
}
