import { uncurry } from '../../base/held.ts';
import { isProxy } from '../../base/probe.ts';
import { isErrorLike, readErrorText } from '../../event/error-summary.ts';
import { MAX_PROTOTYPES, readData } from '../../value/read.ts';

const { getOwnPropertyDescriptor, getPrototypeOf } = Reflect;
const textOf: (self: () => unknown) => string = uncurry(Function.prototype.toString);

/**
 * The text of an error's stack, where reading it runs none of the program's code; else `''`. `prepare` is what the program has
 * set as `Error.prepareStackTrace`. V8 writes the stack out for it, if nobody has asked for it before.
 */
export function readStackText(error: unknown, prepare: unknown): string {
  if (!isErrorLike(error) || !isNodesOwn(prepare) || isPreparedElsewhere(error)) return '';
  return readWrittenStack(error);
}

/** The same of an error whose stack somebody has asked for before: it is written, and nobody's code is run for it any more. */
export function readWrittenStack(error: unknown): string {
  if (!isErrorLike(error)) return '';
  const property = getOwnPropertyDescriptor(error, 'stack');
  if (property === undefined) return '';
  const stack: unknown =
    'value' in property ? property.value : isNativeGetter(property.get) ? (error as Error).stack : '';
  return typeof stack === 'string' ? stack : '';
}

/** Whether the error is of another realm whose own `Error.prepareStackTrace` would be called. */
function isPreparedElsewhere(error: object): boolean {
  let holder: unknown = readData(error, 'constructor');
  for (let i = 0; i < MAX_PROTOTYPES && typeof holder === 'function' && !isProxy(holder); i += 1) {
    if (getOwnPropertyDescriptor(holder, 'prepareStackTrace') !== undefined) return holder !== Error;
    holder = getPrototypeOf(holder);
  }
  return false;
}

/** Whether a getter is V8's own, of whatever realm: the text of a function of the program's is another one. */
function isNativeGetter(getter: (() => unknown) | undefined): boolean {
  const native = getOwnPropertyDescriptor(new Error(), 'stack')?.get;
  if (getter === undefined || native === undefined) return false;
  return getter === native || (!isProxy(getter) && textOf(getter) === textOf(native));
}

/**
 * What V8 calls an error of another realm, `TypeError: …`; `undefined` for any other value.
 */
export function readForeignName(error: unknown): string | undefined {
  if (!isErrorLike(error) || error instanceof Error) return undefined;
  return `${readErrorText(error, 'name')}: ${readErrorText(error, 'message')}`;
}

/** Whether Node made this error itself, because a promise was rejected with something that is none. */
export function isRejectionWrapper(error: unknown): boolean {
  return isErrorLike(error) && readData(error, 'code') === 'ERR_UNHANDLED_REJECTION';
}

/** Whether a wrapper's message names this value; of an object it says only `#<Object>`, which any may be. */
export function mayBeWrapped(value: unknown, wrapper: unknown): boolean {
  if (typeof value === 'object' || typeof value === 'function') return true;
  const message = readData(wrapper, 'message');
  return typeof message === 'string' && message.includes(String(value));
}

/** Node 20 keeps a function of its own under the name that programs set theirs. */
function isNodesOwn(prepare: unknown): boolean {
  return typeof prepare !== 'function' || prepare.name === 'ErrorPrepareStackTrace';
}
