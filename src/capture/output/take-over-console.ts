import { formatWithOptions } from 'node:util';
import { callOriginal, replaceMethod } from './replace-method.ts';
import { keep, runningCapture } from './running.ts';
import type { StreamName } from './types.ts';

const METHODS: readonly (readonly [name: string, stream: StreamName])[] = [
  ['log', 'stdout'],
  ['info', 'stdout'],
  ['debug', 'stdout'],
  ['error', 'stderr'],
  ['warn', 'stderr'],
];

/**
 * Has what is printed through the console from within a capture kept by it, in the words of Node's console, for runtimes whose
 * console passes `process.stdout` by. Gives what restores each method.
 */
export function takeOverConsole(): (() => void)[] {
  const undos = METHODS.map(([name, stream]) =>
    replaceMethod(
      console,
      name,
      (original) =>
        function print(this: unknown, ...args) {
          const capture = runningCapture();
          const isPrinted =
            capture === undefined || keep(capture, stream, `${formatWithOptions({}, ...args)}\n`);
          return isPrinted ? callOriginal(original, this, args) : undefined;
        },
    ),
  );
  return undos.filter((undo) => undo !== undefined);
}
