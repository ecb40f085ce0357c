import { error, int, list, noSuch, object, type Row, str } from './row.ts';

/** Failures that the program catches: dropped, handed to `logFailure`, or thrown again. */
export const handedOver: readonly Row[] = [
  {
    title: 'what is caught and swallowed is no failure',
    program: 'swallowed.cjs',
    exitCode: 0,
    failures: [],
  },
  {
    title: 'a caught error given to logFailure shows the variables of its throw',
    program: 'log-caught.mjs',
    exitCode: 0,
    failures: [
      {
        error: { type: 'RangeError', msg: 'no digits' },
        in: 'parsePrice',
        locals: { text: str('$'), digits: str('') },
      },
    ],
  },
  {
    title: 'an error that was never thrown shows the variables of the caller of logFailure',
    program: 'log-never-thrown.mjs',
    exitCode: 0,
    failures: [
      {
        error: { type: 'Error', msg: 'status 502' },
        in: 'check',
        locals: { problem: error('status 502'), response: object({ status: 502 }), expected: int(200) },
      },
    ],
  },
  {
    title: 'a value that is no error shows the variables of the caller of logFailure',
    program: 'log-non-error.mjs',
    exitCode: 0,
    failures: [
      {
        error: { type: 'str', msg: 'timeout' },
        in: 'poll',
        locals: { attempt: int(3), reason: str('timeout') },
      },
    ],
  },
  {
    title: 'an error given to logFailure twice and thrown again is one failure',
    program: 'log-then-crash.mjs',
    failures: [
      {
        error: { type: 'Error', msg: 'division by nothing' },
        in: 'divide',
        locals: { a: { t: 'bigint', v: '1' }, b: { t: 'bigint', v: '0' } },
      },
    ],
  },
  {
    title: 'an error rethrown twice is one failure, with the variables of its first throw',
    program: 'rethrown-twice.cjs',
    failures: [
      {
        error: { type: 'Error', msg: 'size 2' },
        in: 'innermost',
        locals: { input: list(1, 2), size: int(2) },
      },
    ],
  },
  {
    title:
      'an error whose message is changed before it is thrown again shows the new one, in the log and on stderr',
    program: 'message-changed.cjs',
    failures: [
      {
        error: { type: 'RangeError', msg: 'in line 3: too short: 2' },
        in: 'parse',
        locals: { text: str('ab'), size: int(2) },
      },
    ],
  },
  {
    title:
      'a rejection whose error is changed before it is thrown again shows what it became, in the log and on stderr',
    program: 'message-changed-late.mjs',
    failures: [
      {
        error: { type: 'ParseError', msg: 'in line 3: too short: 2' },
        in: 'parse',
        locals: { text: str('ab'), size: int(2) },
      },
    ],
  },
  {
    title: 'a crash after 100,000 caught throws has its variables, and says that capture was reduced',
    program: 'caught-storm.cjs',
    failures: [
      {
        error: noSuch('length'),
        in: 'finish',
        locals: { report: object({ count: 100_000 }), total: int(100_000) },
        suppressed:
          'for N s only uncaught errors had their locals taken: pauses had used up their share of time',
      },
    ],
  },
  {
    title: 'an error that was missed in a storm says so, also when the storm is over and was told of',
    program: 'missed-in-storm.cjs',
    exitCode: 0,
    failures: [
      {
        error: noSuch('toFixed', 'null'),
        in: 'later',
        line: 20,
        locals: { orders: object({ total: null }) },
        suppressed:
          'for N s only uncaught errors had their locals taken: pauses had used up their share of time',
      },
      {
        error: { type: 'RangeError', msg: '3 too many' },
        in: 'reserve',
        locals_missing: 'pauses had used up their share of time',
      },
    ],
  },
];
