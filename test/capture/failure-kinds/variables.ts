import { bool, float, int, list, MARKER, nil, none, noSuch, object, type Row, str } from './row.ts';

/** Which variables a failure shows, and how. */
export const variables: readonly Row[] = [
  {
    title: 'a let or const that was not reached yet is not shown',
    program: 'uninitialized.cjs',
    failures: [
      {
        error: noSuch('number'),
        in: 'book',
        locals: { seats: list({ free: 1 }), wanted: int(2), row: none },
      },
    ],
  },
  {
    title: 'a const of a loop does not show the value of the turn before',
    program: 'uninitialized-loop.cjs',
    failures: [
      {
        error: noSuch('trim', 'null'),
        in: 'lengths',
        locals: { word: nil, words: list('one ', null), found: list(3) },
      },
    ],
  },
  {
    title: 'a variable that is used too early is not shown',
    program: 'dead-zone.cjs',
    failures: [
      {
        error: { type: 'ReferenceError', msg: "Cannot access 'price' before initialization" },
        in: 'plan',
        locals: { days: int(3), rate: int(2) },
      },
    ],
  },
  {
    title: 'of two variables with one name the inner one is shown',
    program: 'shadowed.cjs',
    failures: [
      {
        error: noSuch('length'),
        in: 'resolve',
        locals: { id: str('inner'), list: list('inner'), value: object({ id: 0 }) },
      },
    ],
  },
  {
    title: 'arguments is not shown, the variables made of it are',
    program: 'arguments.cjs',
    failures: [{ error: noSuch('length'), in: 'join', locals: { separator: str('-'), parts: int(2) } }],
  },
  {
    title: 'destructured parameters are shown one by one',
    program: 'destructured.cjs',
    failures: [
      {
        error: noSuch('length'),
        in: 'send',
        locals: {
          to: str('ada'),
          text: str('hi'),
          rest: object({ urgent: true }),
          retries: int(3),
          first: str('x'),
          others: list('y'),
          header: str('ada: x'),
        },
      },
    ],
  },
  {
    title: 'the object of a with statement lends its keys',
    program: 'with-statement.cjs',
    failures: [
      {
        error: noSuch('text', 'null'),
        in: 'format',
        locals: {
          width: int(80),
          missing: nil,
          options: object({ width: 80, missing: null }),
          prefix: str('>'),
        },
      },
    ],
  },
  {
    title: 'a symbol is shown, a key that is a symbol is not',
    program: 'symbol-key.cjs',
    failures: [
      {
        error: noSuch('length'),
        in: 'classify',
        locals: {
          entry: str('a.txt'),
          tagged: object({ size: 1 }),
          symbol: { t: 'symbol', v: 'Symbol(kind)' },
        },
      },
    ],
  },
  {
    title: 'a variable and a key with the name of a secret are hidden',
    program: 'secret-names.cjs',
    failures: [
      {
        error: noSuch('start'),
        in: 'login',
        locals: {
          user: str('ada'),
          password: str(MARKER),
          config: object({ apiKey: MARKER, region: 'eu' }),
          retries: int(2),
        },
      },
    ],
  },
  {
    title: 'each kind of value has its form',
    program: 'many-kinds.cjs',
    failures: [
      {
        error: { type: 'Error', msg: 'look at all of it' },
        in: 'inspectAll',
        locals: {
          input: str('x'),
          nothing: none,
          none: nil,
          yes: bool(true),
          ratio: float(0.5),
          notNumber: float('NaN'),
          big: { t: 'bigint', v: '12' },
          when: { t: 'Date', v: '1970-01-01T00:00:00.000Z' },
          pattern: { t: 'RegExp', v: '/a+/g' },
          owners: { t: 'Map', v: [['x', { t: 'User', v: { id: 1 } }]] },
          tags: { t: 'Set', v: ['a', 'b'] },
          bytes: { t: 'Uint8Array', v: [1, 2] },
          long: { t: 'Array', n: 90, it: 'int', preview: [1, 2, 3] },
          later: { t: 'Promise' },
        },
      },
    ],
  },
];
