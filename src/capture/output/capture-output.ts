import { guarded } from '../../base/notice.ts';
import { followResult } from '../../follow/follow-result.ts';
import { kindOfResult } from '../../follow/result-kind.ts';
import { runFollowed } from '../../follow/run-followed.ts';
import { readData } from '../../value/read.ts';
import { openCapture } from './capture.ts';
import { createCapturedText } from './captured-text.ts';
import { keep, runningCapture } from './running.ts';
import { printThrough } from './take-over.ts';
import type { Captured, OutputOptions, StreamName } from './types.ts';

const { apply } = Reflect;
const { then } = Promise.prototype;
const resolve = Promise.resolve.bind(Promise);

/**
 * Runs a function and gives its result with what was printed in its async context, as it was printed: nothing is redacted,
 * for nothing is stored. Of a stream of more than 1 MiB the beginning and the end. Where the function gives a promise, a
 * promise; where it gives a generator, `stdout` and `stderr` are what was printed when they are read. What the function
 * throws is thrown, and what it printed goes to the call around it, if there is one.
 */
export function captureOutput<T>(fn: () => T, options?: OutputOptions): Captured<T> {
  const [stdout, stderr] = [createCapturedText(), createCapturedText()];
  const tee = readData(options, 'tee') === true;
  const { run, close } = openCapture({ stdout, stderr }, tee);
  let isOver = false;
  function onDone(): void {
    isOver = true;
    close();
  }
  function onThrow(): void {
    if (isOver) return;
    onDone();
    if (!tee) guarded(undefined, () => passOn({ stdout: stdout.read(), stderr: stderr.read() }));
  }
  function withOutput(result: unknown): object {
    if (isOver) return { result, stdout: stdout.read(), stderr: stderr.read() };
    return {
      result,
      get stdout() {
        return stdout.read();
      },
      get stderr() {
        return stderr.read();
      },
    };
  }
  const follower = { run, onDone, onFailed: onThrow, onThrow };
  const given = runFollowed(fn, follower);
  const kind = kindOfResult(given);
  const result = followResult(given, follower);
  const isAwaited = kind === 'promise' || kind === 'thenable';
  return (isAwaited ? apply(then, resolve(result), [withOutput]) : withOutput(result)) as Captured<T>;
}

/** The caller is thrown at and gets nothing of it: the call around it is to show what was printed last. */
function passOn(printed: Readonly<Record<StreamName, string>>): void {
  const outer = runningCapture();
  if (outer === undefined) return;
  for (const name of ['stdout', 'stderr'] as const) {
    if (printed[name] !== '' && keep(outer, name, printed[name])) printThrough(name, printed[name]);
  }
}
