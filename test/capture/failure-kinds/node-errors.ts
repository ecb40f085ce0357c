import { int, list, NO_FRAME, type Row, str, UNSEEN } from './row.ts';

/** Failures whose error is made by Node or V8. */
export const nodeErrors: readonly Row[] = [
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
];
