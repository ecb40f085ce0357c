import type { Particulars } from '../expected-call.ts';

type EndOfCall = NonNullable<Particulars['error']>;

/** The program aborts a call of `fetch`, or leaves its stream early. */
export const ABORTED: EndOfCall = { type: 'AbortError', msg: 'This operation was aborted' };
/** The server closes the connection, in the words of undici. */
export const LOST: EndOfCall = { type: 'SocketError', msg: 'other side closed' };
