import { nodeProbe } from '../../base/probe.ts';
import { isErrorLike, readErrorText } from '../../event/error-summary.ts';
import { readData } from '../../value/read.ts';

const { getOwnPropertyDescriptor } = Reflect;

/**
 * The text of an error's stack, where reading it runs none of the program's code; else `''`. `prepare` is what the program has
 * set as `Error.prepareStackTrace`. V8 writes the stack out for it, if nobody has asked for it before.
 */
export function readStackText(error: unknown, prepare: unknown): string {
  if (!isErrorLike(error, nodeProbe)) return '';
  const property = getOwnPropertyDescriptor(error, 'stack');
  if (property === undefined || !isNodesOwn(prepare)) return '';
  const isNative = property.get === getOwnPropertyDescriptor(new Error(), 'stack')?.get;
  const stack: unknown = 'value' in property ? property.value : isNative ? (error as Error).stack : '';
  return typeof stack === 'string' ? stack : '';
}

/**
 * What V8 calls an error of another realm, `TypeError: …`; `undefined` for any other value.
 */
export function readForeignName(error: unknown): string | undefined {
  if (!isErrorLike(error, nodeProbe) || error instanceof Error) return undefined;
  return `${readErrorText(error, 'name', nodeProbe)}: ${readErrorText(error, 'message', nodeProbe)}`;
}

/** Whether Node made this error itself, because a promise was rejected with something that is none. */
export function isRejectionWrapper(error: unknown): boolean {
  return isErrorLike(error, nodeProbe) && readData(error, 'code', nodeProbe) === 'ERR_UNHANDLED_REJECTION';
}

/** Whether a wrapper's message names this value; of an object it says only `#<Object>`, which any may be. */
export function mayBeWrapped(value: unknown, wrapper: unknown): boolean {
  if (typeof value === 'object' || typeof value === 'function') return true;
  const message = readData(wrapper, 'message', nodeProbe);
  return typeof message === 'string' && message.includes(String(value));
}

/** Node 20 keeps a function of its own under the name that programs set theirs. */
function isNodesOwn(prepare: unknown): boolean {
  return typeof prepare !== 'function' || prepare.name === 'ErrorPrepareStackTrace';
}
