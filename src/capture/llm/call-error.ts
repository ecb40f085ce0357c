import { isErrorLike, summarizeThrown } from '../../event/error-summary.ts';
import { readData } from '../../value/read.ts';
import type { CallFacts } from './call-payload.ts';

const { isInteger } = Number;

/**
 * Why a call failed, from what was thrown: its type and message, and the HTTP status where the error has one, as the
 * clients' errors do (`status`, `statusCode`). Runs none of the program's code.
 */
export function callErrorOf(thrown: unknown): NonNullable<CallFacts['error']> {
  const { type, msg } = wordsOf(thrown) ?? summarizeThrown(thrown);
  return { type, msg, status: statusOf(thrown) };
}

/** Of an error that is a plain object, as providers send it: what it says. */
function wordsOf(thrown: unknown): { type: string; msg: string } | undefined {
  if (isErrorLike(thrown)) return undefined;
  const msg = readData(thrown, 'msg') ?? readData(thrown, 'message');
  if (typeof msg !== 'string') return undefined;
  const type = readData(thrown, 'type');
  return { type: typeof type === 'string' && type !== '' ? type : 'Error', msg };
}

function statusOf(thrown: unknown): number | undefined {
  for (const key of ['status', 'statusCode']) {
    const status = readData(thrown, key);
    if (isInteger(status) && (status as number) >= 100 && (status as number) <= 999) return status as number;
  }
  return undefined;
}
