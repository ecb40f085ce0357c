import { types } from 'node:util';
import { callOriginal, type Method, replaceMethod } from './replace-method.ts';
import { keep, type Printed, runningCapture } from './running.ts';
import type { StreamName } from './types.ts';

const { isProxy } = types;
const { apply } = Reflect;
const { isView } = ArrayBuffer;
const { isEncoding } = Buffer;
const { isPrototypeOf: isBelow } = Object.prototype;
const { nextTick } = process;

type Stream = NodeJS.WriteStream & {
  readonly _writableState?: { readonly defaultEncoding?: BufferEncoding };
};
type Done = (error: Error | null) => void;

/** The stream that is being printed on for real: a method of ours that another one wraps must not keep its bytes again. */
let passing: Stream | undefined;

/**
 * Has everything that is printed on a stream from within a capture kept by it; all else goes where it went. In a capture the
 * stream takes every byte at once and is never full, and its end closes it for nobody. Gives what restores each
 * method; for one that is taken over already, the same as before.
 */
export function takeOver(stream: Stream, name: StreamName): (() => void)[] {
  const undos = [
    replaceMethod(stream, 'write', (original) => writeMethod(stream, name, original)),
    replaceMethod(stream, 'end', (original) => endMethod(stream, original)),
    replaceMethod(stream, 'destroy', (original) => destroyMethod(stream, original)),
  ];
  return undos.filter((undo) => undo !== undefined);
}

function writeMethod(stream: Stream, name: StreamName, original: Method): Method {
  return function write(this: unknown, ...args) {
    const capture = isFor(stream, this) ? runningCapture() : undefined;
    const printed = capture === undefined ? undefined : readPrinted(args, stream);
    // What Node refuses, Node is to refuse.
    if (capture === undefined || printed === undefined) return callOriginal(original, this, args);
    capture.children.drain();
    if (!keep(capture, name, printed)) {
      const done = typeof args[1] === 'function' ? args[1] : args[2];
      if (typeof done === 'function') nextTick(done as Done, null);
      return true;
    }
    return passingOn(stream, () => callOriginal(original, this, args));
  };
}

/** Prints on a stream of this process whatever capture is running. */
export function printThrough(name: StreamName, printed: Printed): void {
  const stream = process[name] as Stream;
  passingOn(stream, () => stream.write(printed));
}

function passingOn<T>(stream: Stream, print: () => T): T {
  const before = passing;
  passing = stream;
  try {
    return print();
  } finally {
    passing = before;
  }
}

function endMethod(stream: Stream, original: Method): Method {
  return function end(this: unknown, ...args) {
    if (!isFor(stream, this) || runningCapture() === undefined) return callOriginal(original, this, args);
    const [chunk, encoding] = args;
    const done = args.find((arg) => typeof arg === 'function') as Done | undefined;
    if (chunk !== undefined && chunk !== null && typeof chunk !== 'function') {
      apply(stream.write, this, [chunk, typeof encoding === 'function' ? undefined : encoding]);
    }
    if (done !== undefined) nextTick(done, null);
    nextTick(emit, stream, 'finish');
    nextTick(emit, stream, 'close');
    return this;
  };
}

function destroyMethod(stream: Stream, original: Method): Method {
  return function destroy(this: unknown, ...args) {
    if (!isFor(stream, this) || runningCapture() === undefined) return callOriginal(original, this, args);
    nextTick(emit, stream, 'close');
    return this;
  };
}

/** Node's stdout and stderr, too, tell of their end and can be printed on again afterwards. */
function emit(stream: Stream, event: 'finish' | 'close'): void {
  stream.emit(event);
}

/** Whether a method was called for the stream: on itself, on a Proxy of it or on an object that inherits from it. */
function isFor(stream: Stream, self: unknown): boolean {
  if (passing === stream) return false;
  return self === stream || isProxy(self) || apply(isBelow, stream, [self]);
}

/** What a call of `write` prints; `undefined` where Node would throw. */
function readPrinted(args: readonly unknown[], stream: Stream): Printed | undefined {
  const [chunk, second] = args;
  const named = typeof second === 'function' ? undefined : second;
  if (named && named !== 'buffer' && !isEncoding(named as string)) return undefined;
  if (isView(chunk)) return new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  if (typeof chunk !== 'string') return undefined;
  const encoding = named || stream._writableState?.defaultEncoding || 'utf8';
  if (encoding === 'utf8' || encoding === 'utf-8') return chunk;
  return encoding === 'buffer' ? undefined : Buffer.from(chunk, encoding as BufferEncoding);
}
