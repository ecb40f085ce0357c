import { types } from 'node:util';
import vm from 'node:vm';
import { isMainThread } from 'node:worker_threads';
import { files } from '../../base/files.ts';
import { guarded } from '../../base/notice.ts';
import { classNameOf, readErrorText } from './error-summary.ts';
import type { Inspector } from './inspector.ts';
import { toPath } from './source-map.ts';
import { readStack, type StackPlace } from './stack-place.ts';

const { defineProperty, getOwnPropertyDescriptor } = Reflect;
const KEY = 'agentlog.thrown';
/** Node underlines no further (src/node_errors.cc, kUnderlineBufsize). */
const MAX_UNDERLINE_CHARS = 1020;
/** Node 20 sets the excerpt of a mapped source apart with one blank line more than its successors. */
const MAPPED_EXCERPT_HAS_BLANK_LINE: boolean = Number(process.versions.node.split('.')[0]) < 22;

/**
 * Gives a process that dies of a rejected promise back the excerpt of the source that Node prints above the stack.
 *
 * V8 writes out an error's stack when it pauses at it, and forgets the error's own position with that. When Node later ends the
 * process for the rejection, it asks V8 for that position and gets its own: `node:internal/…: triggerUncaughtException(`.
 * Node leaves its excerpt out, and prints the stack alone, for an error that it holds to be decorated already
 * (`decorated_private_symbol`, src/node_errors.cc). So: have Node decorate the error, by throwing it through a
 * `vm.Script`, put its stack back as it was for every exit handler, and as the last of them set the stack that Node would have
 * printed, excerpt included. Frozen errors, stacks that were replaced and errors of another realm stay as they are.
 *
 * Call it from `uncaughtExceptionMonitor`, only when nothing will handle the error. Programs that had read `error.stack` themselves would
 * not have had the excerpt; whether they did cannot be known.
 */
export function restoreExcerpt(error: unknown, stackAtThrow: string, inspector: Inspector): void {
  guarded(undefined, () => {
    if (!isRestorable(error)) return;
    const original = getOwnPropertyDescriptor(error, 'stack');
    const stack: unknown = error.stack;
    if (original?.configurable !== true || typeof stack !== 'string') return;
    if (framesOf(stack) !== framesOf(stackAtThrow)) return;
    const excerpt = excerptOf(error, stack, inspector);
    if (excerpt === undefined) return;
    decorate(error);
    defineProperty(error, 'stack', original);
    process.on('exit', () => {
      defineProperty(error, 'stack', {
        ...dataProperty,
        value: `${excerpt}\n${nameClass(error, stack)}`,
      });
    });
  });
}

/** A stack without its first lines, in which V8 tells the inspector another name than the program. */
function framesOf(stack: string): string {
  return stack.slice(stack.indexOf('\n    at '));
}

/**
 * Puts the class's name where Node's `inspect` would: an error of a class QuotaError without a name of its own has the stack
 * `Error: …` and is printed as `QuotaError: …`. Node does so only for a stack that begins with the error's name.
 * @see improveStack in Node's lib/internal/util/inspect.js
 */
function nameClass(error: Error, stack: string): string {
  const name = readErrorText(error, 'name') || 'Error';
  const rest = stack.slice(name.length);
  if (!name.endsWith('Error') || !stack.startsWith(name) || !/^[:\n]/.test(rest)) return stack;
  const className = classNameOf(error);
  if (className === '' || className === name) return stack;
  return className.includes(name) ? `${className}${rest}` : `${className} [${name}]${rest}`;
}

const dataProperty = { configurable: true, enumerable: false, writable: true } as const;

function isRestorable(error: unknown): error is Error {
  // A thread prints nothing itself: its error goes to the parent, stack and all.
  return isMainThread && types.isNativeError(error) && !types.isProxy(error) && Object.isExtensible(error);
}

/** What Node prints above the stack: `file:line`, the line, and a caret under the column. */
function excerptOf(error: Error, stack: string, inspector: Inspector): string | undefined {
  const firstFrame = /^ {4}at .*$/m.exec(stack)?.[0];
  const place = readStack(stack)[0];
  if (firstFrame === undefined || place === undefined) return undefined;
  // A parser's SyntaxError carries its own position, which V8 does not forget.
  const isOfPlace = firstFrame.includes(`:${place.line}:${place.column}`);
  if (error instanceof SyntaxError && (!isOfPlace || place.url.startsWith('node:'))) return undefined;
  if (firstFrame.includes('eval at ')) return undefined;
  const script = inspector.scriptNamed(place.url) ?? inspector.scriptNamed(`file://${encodeURI(place.url)}`);
  if (process.sourceMapsEnabled === true && script?.sourceMapURL !== '') return excerptOfSource(place);
  if (script === undefined) return undefined;
  const source = inspector.source(script.scriptId);
  const line = source.split(/\r\n|[\n\r\u2028\u2029]/)[place.line - 1];
  if (line === undefined || place.column > line.length) return undefined;
  return formatExcerpt(place.url, place, line);
}

/** With Node's source maps on, stack and excerpt name the original source, by its path. */
function excerptOfSource(place: StackPlace): string | undefined {
  const path = toPath(place.url);
  const line = files.readFileSync(path, 'utf8').split(/\r?\n/)[place.line - 1];
  if (line === undefined || line === '') return undefined;
  const excerpt = formatExcerpt(path, place, line);
  return MAPPED_EXCERPT_HAS_BLANK_LINE ? `${excerpt}\n` : excerpt;
}

function formatExcerpt(name: string, place: StackPlace, line: string): string {
  const indent = line.slice(0, Math.min(place.column - 1, MAX_UNDERLINE_CHARS)).replace(/[^\t]/g, ' ');
  const caret = indent.length < MAX_UNDERLINE_CHARS ? '^' : '';
  return `${name}:${place.line}\n${line}\n${indent}${caret}\n`;
}

/** Has Node mark the error as decorated, and undoes what else that does to it. */
function decorate(error: Error): void {
  const holder = globalThis as Record<symbol, unknown>;
  const key = Symbol.for(KEY);
  defineProperty(holder, key, { value: error, configurable: true });
  try {
    new vm.Script(`throw globalThis[Symbol.for('${KEY}')]`).runInThisContext({ displayErrors: true });
  } catch {
    // It throws the error itself.
  } finally {
    delete holder[key];
  }
}
