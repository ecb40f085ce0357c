import { readData } from './arguments.ts';
import { openCapture } from './capture.ts';
import { createCapturedText } from './captured-text.ts';
import { follow } from './follow.ts';
import { keep, runningCapture } from './running.ts';
import { printThrough } from './take-over.ts';
import type { Captured, OutputOptions, StreamName } from './types.ts';

const { apply } = Reflect;
const { then } = Promise.prototype;

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
  const failed = (): void => {
    close();
    if (!tee) passOn({ stdout: stdout.read(), stderr: stderr.read() });
  };
  const { kind, result } = follow(fn, { run, done: close, failed });
  const withOutput = (value: unknown): object => ({
    result: value,
    stdout: stdout.read(),
    stderr: stderr.read(),
  });
  if (kind === 'promise') return apply(then, result, [withOutput]) as Captured<T>;
  if (kind === 'value') return withOutput(result) as Captured<T>;
  const soFar = {
    result,
    get stdout() {
      return stdout.read();
    },
    get stderr() {
      return stderr.read();
    },
  };
  return soFar as Captured<T>;
}

/** The caller is thrown at and gets nothing of it: the call around it is to show what was printed last. */
function passOn(printed: Readonly<Record<StreamName, string>>): void {
  const outer = runningCapture();
  if (outer === undefined) return;
  for (const name of ['stdout', 'stderr'] as const) {
    if (printed[name] !== '' && keep(outer, name, printed[name])) printThrough(name, printed[name]);
  }
}
