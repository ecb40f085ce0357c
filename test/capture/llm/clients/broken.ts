import type { Particulars } from '../expected-call.ts';

type EndOfCall = NonNullable<Particulars['error']>;

/** The program aborts a call of `fetch`. */
export const ABORTED: EndOfCall = { type: 'AbortError', msg: 'This operation was aborted' };
/** The program leaves a stream of `fetch` before its end. */
export const LEFT: EndOfCall = { type: 'AbortError', msg: 'The operation was aborted.' };
/** What stands between client and model answers with a page of its own. */
export const GATEWAY: EndOfCall = {
  type: 'HTTP 502',
  msg: '<html><body><h1>502 Bad Gateway</h1></body></html>\n',
  status: 502,
};
/** The server closes the connection, in the words of undici. */
export const LOST: EndOfCall = { type: 'SocketError', msg: 'other side closed' };
