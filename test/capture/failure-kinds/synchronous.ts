import { error, float, int, list, none, noSuch, object, type Row, str } from './row.ts';

/** Failures of code that runs now. */
export const synchronous: readonly Row[] = [
  {
    title: 'a function of a CommonJS module shows its parameters and variables',
    program: 'function.cjs',
    failures: [
      {
        error: noSuch('price'),
        in: 'totalOf',
        locals: { items: list({ price: 4 }), rate: float(1.2), count: int(1), last: none },
      },
    ],
  },
  {
    title:
      'the body of a CommonJS module shows its variables, without imports, functions and what comes later',
    program: 'module-body.cjs',
    failures: [
      {
        error: noSuch('trim'),
        in: '<module>',
        locals: { settings: object({ port: 8080 }), names: list('host', 'port') },
      },
    ],
  },
  {
    title: 'the body of an ES module shows its variables, without imports, functions and what comes later',
    program: 'module-body.mjs',
    failures: [
      {
        error: noSuch('trim'),
        in: '<module>',
        locals: { settings: object({ port: 8080 }), names: list('host', 'port') },
      },
    ],
  },
  {
    title: 'a function of an ES module shows its own variables and not those of the module',
    program: 'module-function.mjs',
    failures: [
      {
        error: noSuch('value'),
        in: 'convert',
        locals: { amount: int(20), currency: str('USD'), rate: none },
      },
    ],
  },
  {
    title: 'code given on the command line fails in [eval]',
    program: 'function.cjs',
    args: ['-e', 'function half(n) {\n  return n.value.half;\n}\nhalf({ n: 3 });'],
    failures: [
      { error: noSuch('half'), in: 'half', file: '[eval]', line: 2, locals: { n: object({ n: 3 }) } },
    ],
  },
  {
    title: 'a path with spaces and other letters is named as it is',
    program: 'odd names/größe mit leerzeichen.mjs',
    failures: [
      { error: noSuch('name'), in: 'measure', locals: { größe: object({ wert: 3 }), einheit: none } },
    ],
  },
  {
    title: 'nested blocks of a loop show the variables of each',
    program: 'nested-blocks.cjs',
    failures: [
      {
        error: noSuch('trim'),
        in: 'sumUp',
        locals: {
          i: int(1),
          cell: none,
          row: str('b'),
          cells: list('b'),
          rows: list('a,1', 'b'),
          sum: int(1),
        },
      },
    ],
  },
  {
    title: 'a block of a switch shows its variables',
    program: 'switch-block.cjs',
    failures: [
      { error: noSuch('cost'), in: 'price', locals: { wrap: none, order: object({ kind: 'gift' }) } },
    ],
  },
  {
    title: 'a catch block shows the error that it caught',
    program: 'catch-block.cjs',
    failures: [
      {
        error: { type: 'Error', msg: 'not an address after 2' },
        in: 'decode',
        locals: {
          hint: str('not an address'),
          problem: error('URI malformed', 'URIError'),
          text: str('%'),
          attempts: int(2),
        },
      },
    ],
  },
  {
    title: 'a finally block shows its variables',
    program: 'finally-block.cjs',
    failures: [
      {
        error: { type: 'TypeError', msg: 'handle.release is not a function' },
        in: 'close',
        locals: { leftOver: int(1), handle: object({ open: 2, write: { t: 'fn', v: 'write' } }) },
      },
    ],
  },
  {
    title: 'a closure shows the outer variables that it uses',
    program: 'closure.cjs',
    failures: [
      { error: noSuch('size'), in: 'advance', locals: { by: int(5), steps: list(1, 2), count: int(10) } },
    ],
  },
  {
    title: 'a recursive closure shows the variables of the innermost call',
    program: 'recursive-closure.cjs',
    failures: [
      {
        error: noSuch('name'),
        in: 'visit',
        locals: { node: object({ name: 'c' }), depth: int(2), path: list('a', 'b', 'c') },
      },
    ],
  },
  {
    title: 'a callback of an array method shows the item at hand',
    program: 'callback.cjs',
    failures: [
      {
        error: noSuch('length'),
        in: '<anonymous>',
        locals: { user: object({ id: 2 }), index: int(1), id: int(2) },
      },
    ],
  },
  {
    title: 'a generator shows where it had come to',
    program: 'generator.cjs',
    failures: [
      {
        error: noSuch('trim'),
        in: 'pages',
        locals: { book: object({ pages: [{ text: ' one ' }, {}] }), number: int(2), page: object({}) },
      },
    ],
  },
  {
    title: 'a handler of an event shows its arguments',
    program: 'event-handler.cjs',
    failures: [
      { error: noSuch('sku'), in: 'onOrder', locals: { order: object({ id: 12, lines: [] }), line: none } },
    ],
  },
  {
    title: 'an error event that nobody hears fails where it was emitted',
    program: 'error-event.cjs',
    failures: [
      {
        error: { type: 'Error', msg: 'refused on 7000' },
        in: 'connect',
        locals: {
          port: int(7000),
          socket: { t: 'EventEmitter', v: { _events: {}, _eventsCount: 0, _maxListeners: 'undefined' } },
          problem: error('refused on 7000'),
        },
      },
    ],
  },
  {
    title: 'an exit handler that fails is recorded',
    program: 'exit-handler.cjs',
    failures: [
      { error: noSuch('print'), in: '<anonymous>', locals: { code: int(0), stats: object({ hits: 3 }) } },
    ],
  },
  {
    title: 'an exit handler of the program still runs after a crash',
    program: 'exit-handler-after-crash.cjs',
    failures: [{ error: noSuch('title'), in: 'render', locals: { view: object({}) } }],
  },
  {
    title: 'a beforeExit handler that fails is recorded',
    program: 'before-exit.cjs',
    failures: [{ error: noSuch('print'), in: 'summarize', locals: { code: int(0), rows: list() } }],
  },
  {
    title: 'an exit code that was set before the crash stays',
    program: 'exit-code-set.cjs',
    failures: [
      {
        error: {
          type: 'TypeError',
          msg: 'undefined is not iterable (cannot read property Symbol(Symbol.iterator))',
        },
        in: 'parse',
        locals: { input: object({}) },
      },
    ],
  },
];
