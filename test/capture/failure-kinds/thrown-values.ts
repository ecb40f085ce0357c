import {
  type About,
  error,
  int,
  list,
  MARKER,
  NO_FRAME,
  nil,
  none,
  noSuch,
  object,
  type Row,
  str,
  UNSEEN,
} from './row.ts';

/** Failures told apart by the value that is thrown. */
export const thrownValues: readonly Row[] = [
  {
    title: 'a chain of causes is kept, innermost last, with what was seen where that was thrown',
    program: 'cause-chain.cjs',
    failures: [
      {
        error: {
          type: 'Error',
          msg: 'cannot boot',
          cause: {
            type: 'SyntaxError',
            msg: 'bad address',
            cause: {
              type: 'URIError',
              msg: 'URI malformed',
            },
          },
        },
        in: 'start',
        locals: {
          stage: str('boot'),
          problem: {
            t: 'SyntaxError',
            v: { msg: 'bad address', cause: { t: 'URIError', v: { msg: 'URI malformed' } } },
          },
          text: str('%'),
        },
        origin: {
          location: { file: 'cause-chain.cjs', line: 4, function: 'readAddress' },
          locals: { encoding: str('percent') },
        },
      },
    ],
  },
  {
    title: 'a cause that is no error is shown by its value',
    program: 'cause-value.cjs',
    failures: [
      {
        error: {
          type: 'Error',
          msg: 'refused',
          cause: { type: 'Object', msg: '{"limit":100,"amount":250}' },
        },
        in: 'pay',
        locals: { amount: int(250), limit: int(100) },
      },
    ],
  },
  {
    title: 'causes that go round in a circle end where they began',
    program: 'cause-circle.cjs',
    failures: [
      {
        error: { type: 'Error', msg: 'first', cause: { type: 'Error', msg: 'second' } },
        in: 'fail',
        locals: {
          step: int(1),
          first: {
            t: 'Error',
            v: { msg: 'first', cause: { t: 'Error', v: { msg: 'second', cause: '[circular]' } } },
          },
          second: {
            t: 'Error',
            v: { msg: 'second', cause: { t: 'Error', v: { msg: 'first', cause: '[circular]' } } },
          },
        },
      },
    ],
  },
  {
    title: 'an AggregateError that the program throws lists its errors',
    program: 'aggregate-error.cjs',
    failures: [
      {
        error: {
          type: 'AggregateError',
          msg: 'the form is invalid',
          errors: [
            { type: 'TypeError', msg: 'name is missing' },
            { type: 'RangeError', msg: 'age is negative' },
          ],
        },
        in: 'validate',
        locals: {
          form: object({ age: -1 }),
          problems: list(error('name is missing', 'TypeError'), error('age is negative', 'RangeError')),
        },
      },
    ],
  },
  {
    title: 'throw undefined is a failure',
    program: 'throw-undefined.cjs',
    failures: [
      {
        error: { type: 'undefined', msg: '' },
        in: 'stop',
        locals: { reasons: list('a', 'b'), reason: none },
      },
    ],
  },
  {
    title: 'throw null is a failure',
    program: 'throw-null.cjs',
    failures: [{ error: { type: 'null', msg: '' }, in: 'find', locals: { list: list(1, 2), match: nil } }],
  },
  {
    title: 'a thrown string is its own message',
    program: 'throw-string.cjs',
    failures: [
      {
        error: { type: 'str', msg: 'level too high' },
        in: 'check',
        locals: { level: int(4), highest: int(3) },
      },
    ],
  },
  {
    title: 'a thrown number is its own message',
    program: 'throw-number.cjs',
    failures: [
      {
        error: { type: 'float', msg: '-1.5' },
        in: 'run',
        locals: { command: str('abc'), status: { t: 'float', v: -1.5 } },
      },
    ],
  },
  {
    title: 'a thrown object is its own message',
    program: 'throw-object.cjs',
    failures: [
      {
        error: { type: 'Object', msg: '{"status":503,"path":"/health"}' },
        in: 'request',
        locals: { path: str('/health'), response: object({ status: 503, path: '/health' }) },
      },
    ],
  },
  {
    title: 'a frozen error is recorded',
    program: 'frozen-error.cjs',
    failures: [
      {
        error: { type: 'Error', msg: 'signature is wrong' },
        in: 'verify',
        locals: { text: str('abc'), error: error('signature is wrong'), length: int(3) },
      },
    ],
  },
  {
    title: 'a frozen error that rejects is recorded, and its excerpt on stderr stays',
    program: 'frozen-rejection.mjs',
    failures: [
      {
        error: { type: 'Error', msg: 'signature is wrong' },
        in: 'verify',
        locals: { text: str('abc'), length: int(3) },
      },
    ],
  },
  {
    title: 'an error whose stack is a getter that throws is recorded',
    program: 'throwing-stack-getter.cjs',
    failures: [
      {
        error: { type: 'Error', msg: 'hostile' },
        in: 'fail',
        locals: { reason: str('hostile'), error: error('hostile') },
      },
    ],
  },
  {
    title:
      'an error whose message is a getter that throws is recorded without a message; stderr gains its stack',
    program: 'throwing-message-getter.cjs',
    stderr: withStack,
    failures: [
      { error: { type: 'Strict', msg: '' }, in: 'fail', locals: { reason: str('hostile'), code: int(7) } },
    ],
  },
  {
    title: 'a thrown Proxy is recorded and none of its traps runs',
    program: 'proxy-thrown.cjs',
    failures: [
      {
        error: { type: 'Proxy', msg: '' },
        in: 'fail',
        locals: {
          reason: str('behind a proxy'),
          handler: object({ get: { t: 'fn', v: 'get' } }),
          wrapped: { t: 'Proxy' },
        },
      },
    ],
  },
  {
    title: 'a stack overflow is recorded without variables',
    program: 'stack-overflow.cjs',
    failures: [
      {
        error: { type: 'RangeError', msg: 'Maximum call stack size exceeded' },
        in: 'depthOf',
        line: 2,
        locals_missing: 'the stack was full',
      },
    ],
  },
  {
    title: 'JSON.parse of bad input shows the text',
    program: 'json-parse.cjs',
    failures: ({ node }) => [
      {
        error: {
          type: 'SyntaxError',
          msg: `Expected double-quoted property name in JSON at position 8${node < 22 ? '' : ' (line 1 column 9)'}`,
        },
        in: 'readSettings',
        locals: { lines: list('{"a": 1', ',}'), text: str('{"a": 1,}') },
      },
    ],
  },
  {
    title: 'a missing file shows how its name was made',
    program: 'missing-file.cjs',
    failures: [
      {
        error: {
          type: 'Error',
          msg: "ENOENT: no such file or directory, open 'welcome.html'",
          code: 'ENOENT',
        },
        in: 'loadTemplate',
        locals: { name: str('welcome'), file: str('welcome.html') },
      },
    ],
  },
  {
    title: 'a missing module shows who required it',
    program: 'missing-module.cjs',
    failures: ({ folder }) => [
      {
        error: {
          type: 'Error',
          msg: `Cannot find module 'sqlite-driver-that-is-not-there'\nRequire stack:\n- ${folder}/missing-module.cjs`,
          code: 'MODULE_NOT_FOUND',
        },
        in: 'loadDriver',
        locals: { kind: str('sqlite'), name: str('sqlite-driver-that-is-not-there') },
      },
    ],
  },
  {
    title: 'a missing import is recorded, though no frame of the program ran',
    program: 'missing-import.mjs',
    failures: ({ folder }) => [
      {
        error: {
          type: 'Error',
          msg: `Cannot find module '${folder}/no-such-file.mjs' imported from ${folder}/missing-import.mjs`,
          code: 'ERR_MODULE_NOT_FOUND',
        },
        in: 'finalizeResolution',
        file: 'node:internal/modules/esm/resolve',
        line: 0,
        locals_missing: UNSEEN,
      },
    ],
  },
  {
    title: 'a CommonJS module that does not parse fails at the line at fault',
    program: 'syntax-error.cjs',
    failures: [
      {
        error: { type: 'SyntaxError', msg: "Unexpected token ';'" },
        in: '<module>',
        line: 2,
        locals_missing: NO_FRAME,
      },
    ],
  },
  {
    title: 'an ES module that does not parse fails at the line at fault',
    program: 'syntax-error.mjs',
    failures: [
      {
        error: { type: 'SyntaxError', msg: "Unexpected token ';'" },
        in: '<module>',
        line: 2,
        locals_missing: NO_FRAME,
      },
    ],
  },
  {
    title: 'an import of a name that is not exported fails at the import',
    program: 'missing-export.mjs',
    failures: [
      {
        error: {
          type: 'SyntaxError',
          msg: "The requested module './rates.mjs' does not provide an export named 'round'",
        },
        in: '<module>',
        locals_missing: NO_FRAME,
      },
    ],
  },
  {
    title:
      'a module that does not parse and is imported late is told with the import where Node still knows it',
    program: 'import-late.mjs',
    failures: ({ node }) => [
      {
        error: { type: 'SyntaxError', msg: "Unexpected token ';'" },
        ...(node < 24
          ? { in: '<module>', file: 'syntax-error.mjs', line: 2, locals_missing: NO_FRAME }
          : {
              in: 'loadPlugin',
              line: 3,
              locals: { name: str('syntax-error'), path: str('./syntax-error.mjs') },
            }),
      },
    ],
  },
  {
    title: 'an assertion that fails shows the frame of the program',
    program: 'node-assert.cjs',
    failures: [
      {
        error: {
          type: 'AssertionError',
          msg: 'Expected values to be strictly equal:\n\n6 !== 7\n',
          code: 'ERR_ASSERTION',
          expected: int(7),
          actual: int(6),
        },
        in: 'checkTotal',
        locals: { items: list(1, 2, 3), sum: int(6) },
      },
    ],
  },
  {
    title: 'an error with a code keeps it',
    program: 'error-code.cjs',
    failures: [
      {
        error: { type: 'Error', msg: 'cannot reach db.internal', code: 'EHOSTDOWN' },
        in: 'connect',
        locals: {
          host: str('db.internal'),
          error: { t: 'Error', v: { msg: 'cannot reach db.internal', code: 'EHOSTDOWN', errno: -112 } },
        },
      },
    ],
  },
  {
    title: 'an error class with a name and fields of its own is called by its name',
    program: 'error-subclass.cjs',
    failures: [
      {
        error: { type: 'PaymentError', msg: 'card declined' },
        in: 'charge',
        locals: { card: str('visa'), amount: int(250), fee: { t: 'float', v: 2.5 } },
      },
    ],
  },
  {
    title: 'an error class without a name of its own is called by its class',
    program: 'error-subclass-unnamed.cjs',
    failures: [
      {
        error: { type: 'QuotaError', msg: 'no space' },
        in: 'reserve',
        locals: { bytes: int(11), free: int(10) },
      },
    ],
  },
  {
    title: 'a SuppressedError names both of its errors',
    program: 'suppressed-error.cjs',
    minNode: [24, 0],
    failures: [
      {
        error: {
          type: 'SuppressedError',
          msg: 'two problems with data.csv',
          errors: [
            { type: 'TypeError', msg: 'cannot read' },
            { type: 'Error', msg: 'cannot close' },
          ],
        },
        in: 'cleanUp',
        locals: {
          file: str('data.csv'),
          closing: error('cannot close'),
          reading: error('cannot read', 'TypeError'),
        },
      },
    ],
  },
  {
    title: 'an error that closing a resource covers is named with the one that covers it',
    program: 'using-declaration.cjs',
    minNode: [24, 0],
    failures: [
      {
        error: {
          type: 'SuppressedError',
          msg: 'An error was suppressed during disposal',
          errors: [
            { type: 'TypeError', msg: 'cannot copy 5 bytes' },
            { type: 'Error', msg: 'cannot close a.txt' },
          ],
        },
        in: 'copy',
        locals: { from: str('a.txt'), bytes: int(5), source: object({ name: 'a.txt' }) },
      },
    ],
  },
  {
    title: 'a long message is cut, and says how long it was',
    program: 'long-message.cjs',
    failures: [
      {
        error: { type: 'Error', msg: 'lorem '.repeat(34).slice(0, 200), truncated: 360 },
        in: 'fail',
        locals: { part: str('lorem '), times: int(60) },
      },
    ],
  },
  {
    title: 'a secret in a message is hidden, the words around it are not',
    program: 'secret-message.cjs',
    failures: [
      {
        error: { type: 'Error', msg: `bad key ${MARKER} for ada` },
        in: 'authorize',
        locals: { key: str(MARKER), user: str('ada') },
      },
    ],
  },
  {
    title: 'a prepareStackTrace of the program leaves the failure as it is',
    program: 'prepare-stack-trace.cjs',
    failures: [{ error: noSuch('width'), in: 'measure', locals: { box: object({}) } }],
  },
];

/** V8 cannot write out the stack when Node prints it, because the getter throws; at the pause it has done so already. */
function withStack(bare: string, recorded: string, { folder, node }: About): string {
  const file = `${folder}/throwing-message-getter.cjs`;
  const frames = recorded.split('\n').filter((line) => line.startsWith('    at '));
  const head = node < 24 ? '<error: Error: no message for you>' : 'Strict [Error]';
  const stack = [head, ...frames].join('\n');
  const excerpt = `${file}:9\n  if (code > 0) throw new Strict(); // fails here\n                ^\n`;
  return bare.replace(/^\n\(Use `node --trace-uncaught .*\n/, `${excerpt}\n${stack}\n`);
}
