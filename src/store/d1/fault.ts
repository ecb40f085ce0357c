import { D1Error } from './d1-error.ts';

/** What a message of D1's says, with what helps. */
export function faultOfMessage(message: string, options: { readonly cause?: unknown } = {}): D1Error {
  const said = message.replace(/^D1_ERROR: /, '');
  return new D1Error(`D1 refused: ${said}`, 'never', options);
}
