import { type ExpectedFailure, error, int, list, noSuch, object, type Row, str, UNSEEN } from './row.ts';

/** What `rules.js` is called with in most of these programs. */
const LOCALS = { order: object({ count: 8 }), limit: int(5) };
const TOO_MANY: ExpectedFailure = {
  error: { type: 'RangeError', msg: 'too many: 8' },
  in: 'check',
  file: 'rules.js',
  line: 3,
  locals: LOCALS,
};
const NO_X: ExpectedFailure = { ...TOO_MANY, error: noSuch('x', 'null') };
const MODULES = ['--experimental-vm-modules', '--no-warnings'];

/** Failures in contexts of `vm`, each of which has its own `Error`, `Map` and global object. */
export const realms: readonly Row[] = [
  {
    title: 'its classes, instances and collections are shown as those of the main realm are',
    program: 'realm/values.cjs',
    failures: [
      {
        error: { type: 'RangeError', msg: 'over 5' },
        in: 'check',
        file: 'rules.js',
        line: 20,
        locals: {
          sizes: list(1, 2),
          limits: { t: 'Map', v: [['count', 5]] },
          due: { t: 'Date', v: '1970-01-01T00:00:00.000Z' },
          seen: { t: 'Set', v: [1, 2] },
          pattern: { t: 'RegExp', v: '/a+/g' },
          bytes: { t: 'Uint8Array', v: [0, 0] },
          same: { t: 'Order', v: { count: 8 } },
          problem: error('no size', 'TypeError'),
        },
        this: { t: 'Order', v: { '#owner': 'ada', count: 8 } },
      },
    ],
  },
  {
    title: 'an empty sandbox without a prototype, and without code from strings, stays empty',
    program: 'realm/null-sandbox.cjs',
    failures: [TOO_MANY],
  },
  {
    title: 'under --disallow-code-generation-from-strings',
    program: 'realm/null-sandbox.cjs',
    nodeArgs: ['--disallow-code-generation-from-strings'],
    failures: [TOO_MANY],
  },
  {
    title: 'a frozen sandbox that has its own require, Error and accessors is not asked for them',
    program: 'realm/odd-sandbox.cjs',
    failures: [NO_X],
  },
  {
    title: 'a Proxy as sandbox is asked for nothing that Node does not ask it for',
    program: 'realm/proxy-sandbox.cjs',
    failures: [NO_X],
  },
  {
    title: 'a function of a SourceTextModule',
    program: 'realm/module.mjs',
    nodeArgs: MODULES,
    failures: [
      {
        ...TOO_MANY,
        file: 'rules.mjs',
        line: 4,
        locals: { order: object({ count: 8 }), most: int(5) },
      },
    ],
  },
  {
    title: 'the body of a SourceTextModule',
    program: 'realm/module-body.mjs',
    nodeArgs: MODULES,
    failures: [{ ...TOO_MANY, file: 'rules.mjs', in: '<module>' }],
  },
  {
    title: 'an error whose message is changed outside and that is thrown again there shows its own throw',
    program: 'realm/message-changed.cjs',
    failures: [
      {
        ...TOO_MANY,
        error: { type: 'RangeError', msg: 'in line 3: too many: 8' },
        line: 4,
        locals: { ...LOCALS, problem: error('too many: 8', 'RangeError') },
      },
    ],
  },
  {
    title: 'an error of the main realm that is thrown inside shows the variables inside',
    program: 'realm/outer-error.cjs',
    failures: [
      {
        ...TOO_MANY,
        error: {
          type: 'AssertionError',
          msg: 'too many',
          code: 'ERR_ASSERTION',
          expected: { t: 'bool', v: true },
          actual: { t: 'bool', v: false },
        },
        locals: { order: object({ count: 8, tags: ['a'] }), limit: int(5) },
      },
    ],
  },
  {
    title: 'a frozen error',
    program: 'realm/frozen-error.cjs',
    failures: [
      {
        error: { type: 'Error', msg: 'signature is wrong' },
        in: 'verify',
        file: 'rules.js',
        line: 4,
        locals: { text: str('abc'), length: int(3), problem: error('signature is wrong') },
      },
    ],
  },
  {
    title: 'a rejection whose message is changed outside',
    program: 'realm/rejection.cjs',
    failures: [
      {
        error: { type: 'TypeError', msg: 'crawl: no /' },
        in: 'fetchPage',
        file: 'rules.js',
        line: 4,
        locals: { url: str('/'), tries: int(3) },
      },
    ],
  },
  {
    title: 'an Error.prepareStackTrace of its own runs when the stack is asked for, not at the throw',
    program: 'realm/prepare-stack-trace.cjs',
    failures: [
      {
        ...TOO_MANY,
        error: { type: 'RangeError', msg: 'in line 3: too many: 8' },
        line: 8,
      },
    ],
  },
  {
    title: 'an error that was never thrown shows the place of its stack',
    program: 'realm/never-thrown.mjs',
    exitCode: 0,
    failures: [
      {
        error: { type: 'TypeError', msg: 'no rules' },
        in: 'make',
        file: 'rules.js',
        line: 2,
        locals_missing: UNSEEN,
      },
    ],
  },
  {
    title: 'an error that was never thrown is not asked for its stack where that would run code',
    program: 'realm/never-thrown-prepared.mjs',
    exitCode: 0,
    failures: [
      {
        error: { type: 'TypeError', msg: 'no rules' },
        in: '<module>',
        locals: { problem: error('no rules', 'TypeError') },
      },
    ],
  },
  {
    title: 'one of thirty contexts is told from the others by the very error',
    program: 'realm/thirty.cjs',
    failures: [
      {
        ...TOO_MANY,
        error: { type: 'RangeError', msg: 'too many: 20' },
        locals: { order: object({ count: 20 }), limit: int(10) },
      },
    ],
  },
];
