import { error, int, list, object, type Row, str } from './row.ts';

/** Failures whose error has a class, a code, a cause or errors of its own. */
export const errorParts: readonly Row[] = [
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
];
