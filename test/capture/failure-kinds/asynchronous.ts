import { int, list, nil, none, noSuch, object, type Row, str } from './row.ts';

/** Failures in callbacks, streams and what goes on after an await. */
export const asynchronous: readonly Row[] = [
  {
    title: 'a timer shows the variables that it closes over',
    program: 'timer.cjs',
    failures: [
      {
        error: { type: 'TypeError', msg: 'job.run is not a function' },
        in: '<anonymous>',
        locals: { attempt: int(2), job: object({ attempt: 1 }) },
      },
    ],
  },
  {
    title: 'setImmediate shows the variables that it closes over',
    program: 'immediate.cjs',
    failures: [{ error: noSuch('send'), in: '<anonymous>', locals: { head: none, queue: list() } }],
  },
  {
    title: 'queueMicrotask shows the variables that it closes over',
    program: 'microtask.cjs',
    failures: [{ error: noSuch('call'), in: 'run', locals: { first: none, listeners: list() } }],
  },
  {
    title: 'process.nextTick shows its arguments',
    program: 'next-tick.cjs',
    failures: [
      {
        error: {
          type: 'TypeError',
          msg: "Cannot destructure property 'code' of 'result.exit' as it is undefined.",
        },
        in: '<anonymous>',
        locals: { status: str('done'), result: object({}) },
      },
    ],
  },
  {
    title: 'a writable stream shows the chunk at hand',
    program: 'stream.cjs',
    failures: [{ error: noSuch('length'), in: 'write', locals: { row: object({ id: 2 }), _encoding: none } }],
  },
  {
    title: 'a stage of a pipeline shows the chunk at hand',
    program: 'stream-pipeline.mjs',
    failures: [
      {
        error: noSuch('toUpperCase'),
        in: 'upperCase',
        locals: { source: { t: 'AsyncGenerator' }, chunk: object({}) },
      },
    ],
  },
  {
    title: 'an async generator shows where it had come to',
    program: 'async-generator.cjs',
    failures: [
      {
        error: { type: 'Error', msg: 'page 2 is gone' },
        in: 'fetchPages',
        locals: { limit: int(3), page: int(2) },
      },
    ],
  },
  {
    title: 'for await shows the item at hand',
    program: 'async-iteration.cjs',
    failures: [
      {
        error: noSuch('id', 'null'),
        in: 'readIds',
        locals: { item: nil, ids: list(1), source: object({ items: [{ id: 1 }, null] }) },
      },
    ],
  },
  {
    title: 'an async function shows its variables after an await',
    program: 'rejected-await-frame.cjs',
    failures: [
      { error: noSuch('c1'), in: 'loadCart', locals: { id: str('c1'), response: object({ ok: true }) } },
    ],
  },
  {
    title: 'the body of an ES module shows its variables after a top-level await',
    program: 'top-level-await.mjs',
    failures: [
      {
        error: noSuch('0', 'null'),
        in: '<module>',
        locals: { retries: int(2), answer: object({ rows: null }) },
      },
    ],
  },
  {
    title: 'an executor of a promise shows what it closes over',
    program: 'promise-executor.cjs',
    failures: [{ error: noSuch('trim'), in: '<anonymous>', locals: { file: object({}) } }],
  },
  {
    title: 'a then callback shows its argument and what it closes over',
    program: 'promise-then.cjs',
    failures: [
      {
        error: noSuch('amount'),
        in: '<anonymous>',
        locals: { list: list(), best: none, currency: str('EUR') },
      },
    ],
  },
  {
    title: 'code below AsyncLocalStorage.run shows its variables',
    program: 'async-local-storage.cjs',
    failures: [{ error: noSuch('first'), in: 'handle', locals: { path: str('/cart'), user: object({}) } }],
  },
];
