import { int, list, NO_FRAME, nil, none, noSuch, object, type Row, str } from './row.ts';

/** Failures in callbacks, promises and streams. */
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
    title: 'an awaited rejection shows the function that threw',
    program: 'rejected-await.cjs',
    failures: [
      {
        error: { type: 'Error', msg: 'no user 7' },
        in: 'fetchUser',
        locals: { id: int(7), answer: object({ status: 404 }) },
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
    title: 'a rejected top-level await shows the function that threw',
    program: 'top-level-await-rejected.mjs',
    failures: [
      {
        error: { type: 'Error', msg: 'cannot reach store' },
        in: 'connect',
        locals: { url: str('db://store/main'), host: str('store') },
      },
    ],
  },
  {
    title: 'Promise.all shows the call that failed',
    program: 'promise-all.mjs',
    failures: [
      {
        error: { type: 'RangeError', msg: 'unknown ink' },
        in: 'stock',
        locals: { sku: str('ink'), shelf: object({ pen: 3 }) },
      },
    ],
  },
  {
    title: 'Promise.any shows the first of its errors',
    program: 'promise-any.cjs',
    failures: [
      {
        error: {
          type: 'AggregateError',
          msg: 'All promises were rejected',
          errors: [
            { type: 'Error', msg: 'https://one.example is down' },
            { type: 'Error', msg: 'https://two.example is down' },
          ],
        },
        in: 'ask',
        locals: { mirror: str('one'), url: str('https://one.example') },
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
    title: 'a promise that nobody awaits is recorded',
    program: 'unawaited-promise.cjs',
    failures: [
      {
        error: { type: 'Error', msg: 'disk is full' },
        in: 'save',
        locals: { record: object({ id: 3, name: 'Ada' }), copy: object({ name: 'Ada' }) },
      },
    ],
  },
  {
    title: 'a rejection with an error class without a name of its own is printed as Node prints it',
    program: 'rejected-subclass.cjs',
    failures: [
      {
        error: { type: 'QuotaError', msg: 'no space' },
        in: 'reserve',
        locals: { bytes: int(11), free: int(10) },
      },
    ],
  },
  {
    title: 'a rejection with an error of another name, with a code and a cause, is printed as Node prints it',
    program: 'rejected-named.mjs',
    failures: [
      {
        error: {
          type: 'HttpError',
          msg: '/cart failed',
          code: 'E503',
          cause: { type: 'RangeError', msg: 'too late' },
        },
        in: 'load',
        locals: { path: str('/cart'), tries: int(3) },
      },
    ],
  },
  {
    title: 'a rejection with a string shows who rejected',
    program: 'reject-string.cjs',
    failures: [
      { error: { type: 'str', msg: 'wrong password for ada' }, in: 'login', locals: { user: str('ada') } },
    ],
  },
  {
    title: 'a rejection with an object shows who threw it',
    program: 'reject-object.cjs',
    failures: [
      {
        error: { type: 'Object', msg: '{"status":413,"size":9}' },
        in: 'upload',
        locals: { name: str('video.mp4'), size: int(9) },
      },
    ],
  },
  {
    title: 'a rejection with nothing is recorded',
    program: 'reject-undefined.mjs',
    failures: [{ error: { type: 'undefined', msg: '' }, in: '<module>' }],
  },
  {
    title: 'an error of fs/promises fails at the await, without variables',
    program: 'missing-file-promise.cjs',
    failures: ({ node }) => [
      {
        error: {
          type: 'Error',
          msg: "ENOENT: no such file or directory, open 'welcome.html'",
          code: 'ENOENT',
        },
        // Of such an error Node 26 itself has no frames.
        ...(node < 26 ? { in: 'loadTemplate' } : { in: '', file: '', line: 0 }),
        locals_missing: NO_FRAME,
      },
    ],
  },
  {
    title: 'code below AsyncLocalStorage.run shows its variables',
    program: 'async-local-storage.cjs',
    failures: [{ error: noSuch('first'), in: 'handle', locals: { path: str('/cart'), user: object({}) } }],
  },
  {
    title: 'an abort shows who asked for the signal',
    program: 'dom-exception.cjs',
    failures: [
      {
        error: { type: 'AbortError', msg: 'This operation was aborted' },
        in: 'download',
        locals: { signal: { t: 'AbortSignal' }, received: int(512) },
      },
    ],
  },
  {
    title: 'an error caught by a promise and thrown by a timer later shows its first throw',
    program: 'rethrown-later.cjs',
    failures: [
      {
        error: { type: 'Error', msg: 'cannot seek to 5' },
        in: 'read',
        locals: { source: object({ start: 4 }), offset: int(5) },
      },
    ],
  },
];
