import { int, NO_FRAME, object, type Row, str } from './row.ts';

/** Failures that are a rejected promise. */
export const rejections: readonly Row[] = [
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
