import { types } from 'node:util';
import { guarded } from '../../base/notice.ts';
import { isErrorLike, readErrorText } from './error-summary.ts';
import { readStackText } from './thrown-text.ts';

const { apply, defineProperty, getOwnPropertyDescriptor } = Reflect;

/** What V8 writes above the frames of an error's stack, `name: message`, as they are now; `''` for what is no error. */
export function readHead(thrown: unknown): string {
  if (!isErrorLike(thrown)) return '';
  const name = readErrorText(thrown, 'name');
  const message = readErrorText(thrown, 'message');
  return name === '' || message === '' ? name || message : `${name}: ${message}`;
}

/**
 * Writes an error's present name and message into its stack. V8 writes a stack out when it is first asked for it, which
 * a pause does at the throw: a program that catches the error, adds to its message and throws it again would have that
 * missing in what Node prints. A stack that did not begin with name and message at the throw stays (Node's own errors), and so
 * does one that the program has set. Of a program that had read the stack before it changed the message nothing can be known.
 */
export function renewHead(error: unknown, headAtThrow: string): void {
  guarded(undefined, () => {
    if (headAtThrow === '' || !types.isNativeError(error)) return;
    const head = readHead(error);
    if (head === headAtThrow) return;
    const stack = readStackText(error);
    if (!stack.startsWith(`${headAtThrow}\n    at `)) return;
    const renewed = head + stack.slice(headAtThrow.length);
    const property = getOwnPropertyDescriptor(error, 'stack');
    if (property === undefined) return;
    if (property.set !== undefined) apply(property.set, error, [renewed]);
    else if (property.writable === true) defineProperty(error, 'stack', { value: renewed });
  });
}
