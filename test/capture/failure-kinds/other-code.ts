import { error, float, int, list, NO_FRAME, none, noSuch, object, type Row, str } from './row.ts';

const RESIZE = {
  error: noSuch('width'),
  in: 'resize',
  locals: { image: object({ name: 'cat.png' }), scale: int(2) },
};

/** Failures in evaluated code, packages, threads and child processes. */
export const otherCode: readonly Row[] = [
  {
    title: 'a script run by vm in this context shows its variables',
    program: 'vm-this-context.cjs',
    failures: [
      {
        error: noSuch('net'),
        in: 'price',
        file: 'rules.js',
        line: 3,
        locals: { item: object({ name: 'pen' }), tax: float(0.2) },
      },
    ],
  },
  {
    title: 'a throw between the module loader’s own shows its variables',
    program: 'beside-imports.mjs',
    failures: [
      {
        error: { type: 'RangeError', msg: 'os: true' },
        in: 'load',
        locals: { name: str('os'), kinds: int(1) },
      },
    ],
  },
  {
    title: 'a script run by vm in a new context shows its variables',
    program: 'vm-new-context.cjs',
    failures: [
      {
        error: noSuch('net'),
        in: 'price',
        file: 'rules.js',
        line: 3,
        locals: { item: object({ name: 'pen' }), tax: float(0.2) },
      },
    ],
  },
  {
    title: 'an error of another realm that is caught and thrown later shows its own throw',
    program: 'caught-foreign.cjs',
    failures: [
      {
        error: { type: 'RangeError', msg: 'too many: 8' },
        in: 'check',
        file: 'rules.js',
        line: 3,
        locals: { order: object({ count: 8 }), limit: int(5) },
      },
    ],
  },
  {
    title: 'eval shows its own variables and those around it, at the line that calls it',
    program: 'eval.cjs',
    failures: [
      {
        error: noSuch('length'),
        in: 'compute',
        locals: {
          y: int(40),
          formula: str('const y = x * scale; y.toFixed(2).value.length'),
          x: int(4),
          scale: int(10),
        },
      },
    ],
  },
  {
    title: 'new Function shows its own variables, at the line that calls it',
    program: 'new-function.cjs',
    failures: [
      { error: noSuch('length'), in: 'applyRule', locals: { order: object({ id: 5 }), rate: int(2) } },
    ],
  },
  {
    title: 'an error inside a package shows the frame of the program that called it',
    program: 'package-error.cjs',
    failures: [
      {
        error: { type: 'TypeError', msg: 'not a price: free EUR' },
        in: 'importRow',
        locals: { row: object({ price: 'free' }), currency: str('EUR') },
      },
    ],
  },
  {
    title:
      'a SyntaxError inside a package whose message is changed shows the new one, in the log and on stderr',
    program: 'package-syntax-error.cjs',
    failures: [
      {
        error: { type: 'SyntaxError', msg: 'rules.txt: unexpected token' },
        in: 'parse',
        file: 'node_modules/loader/index.js',
        line: 2,
        locals_missing: NO_FRAME,
      },
    ],
  },
  {
    title: 'a worker thread that takes the process down is one failure',
    program: 'worker.cjs',
    stderr: exceptNodeFrames,
    failures: [RESIZE],
  },
  {
    title: 'a worker thread whose error its parent hears is one failure',
    program: 'worker-heard.cjs',
    exitCode: 0,
    failures: [RESIZE],
  },
  {
    title:
      'a worker thread whose error its parent throws again fails in both threads, each with its own variables',
    program: 'worker-rethrown.cjs',
    stderr: exceptNodeFrames,
    failures: [
      RESIZE,
      {
        error: RESIZE.error,
        in: '<anonymous>',
        line: 11,
        locals: { error: error(RESIZE.error.msg, 'TypeError') },
      },
    ],
  },
  {
    title: 'a worker thread whose promise rejects is one failure',
    program: 'worker-rejection.cjs',
    stderr: exceptNodeFrames,
    failures: [{ error: noSuch('length'), in: 'crawl', locals: { page: object({ url: '/' }), links: none } }],
  },
  {
    title: 'a forked child is recorded, its parent is not',
    program: 'forked-child.cjs',
    exitCode: 0,
    failures: [{ error: noSuch('size'), in: 'work', locals: { job: object({ parts: ['a'] }), part: none } }],
  },
  {
    title: 'a spawned child is recorded, its parent is not',
    program: 'spawned-child.mjs',
    exitCode: 3,
    failures: [
      {
        error: noSuch('price'),
        in: 'totalOf',
        file: 'function.cjs',
        locals: { items: list({ price: 4 }), rate: float(1.2), count: int(1), last: none },
      },
    ],
  },
];

/** Whether the parent hears of the error before the thread's exit or along with it is chance, and shows in frames of Node's own. */
function exceptNodeFrames(bare: string, recorded: string): string {
  const rest = (stderr: string): string => stderr.replace(/^ {4}at .*node:internal.*\n/gm, '');
  return rest(bare) === rest(recorded) ? recorded : bare;
}
