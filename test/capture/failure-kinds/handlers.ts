import { int, noSuch, object, type Row } from './row.ts';

const NO_STREET = {
  error: {
    type: 'TypeError',
    msg: "Cannot destructure property 'street' of 'order.address' as it is undefined.",
  },
  in: 'ship',
  locals: { order: object({ id: 9 }) },
};
const NO_PAGES = {
  error: { type: 'Error', msg: '0 pages' },
  in: 'sync',
  locals: { account: object({}), pages: int(0) },
};
const TURNS = [1, 2].map((turn) => ({
  error: { type: 'Error', msg: `turn ${turn}` },
  in: 'fail',
  locals: { turn: int(turn) },
}));
const NO_TITLE = { error: noSuch('title'), in: 'print', locals: { page: object({ body: '' }) } };
const STALE = {
  error: { type: 'Error', msg: 'stale after 9' },
  in: 'refresh',
  locals: { cache: object({ ages: [3, 9] }), age: int(9) },
};

/** Failures that surface, but that the program or an option of Node keeps from ending the process. */
export const handlers: readonly Row[] = [
  {
    title: 'an uncaughtException listener that goes on',
    program: 'own-exception-listener.cjs',
    exitCode: 0,
    failures: [NO_STREET],
  },
  {
    title: 'an uncaughtException listener that calls process.exit',
    program: 'own-exception-listener-exits.cjs',
    exitCode: 7,
    failures: [NO_STREET],
  },
  {
    title: 'an uncaughtException listener for one time, and a second error',
    program: 'own-exception-listener-once.cjs',
    failures: TURNS,
  },
  {
    title: 'an uncaughtException listener that is added late',
    program: 'own-exception-listener-late.cjs',
    exitCode: 0,
    failures: [NO_STREET],
  },
  {
    title: 'an unhandledRejection listener that goes on',
    program: 'own-rejection-listener.cjs',
    exitCode: 0,
    failures: [NO_PAGES],
  },
  {
    title: 'an unhandledRejection listener that calls process.exit',
    program: 'own-rejection-listener-exits.cjs',
    exitCode: 9,
    failures: [NO_PAGES],
  },
  {
    title: 'an unhandledRejection listener for one time, and a second rejection',
    program: 'own-rejection-listener-once.mjs',
    failures: TURNS,
  },
  {
    title: 'an unhandledRejection listener that is added late',
    program: 'own-rejection-listener-late.cjs',
    exitCode: 0,
    failures: [NO_PAGES],
  },
  {
    title: 'a rejection that is handled after an unhandledRejection listener heard it',
    program: 'handled-late.cjs',
    exitCode: 0,
    failures: [{ error: { type: 'Error', msg: 'no 4' }, in: 'fetchLater', locals: { id: int(4) } }],
  },
  {
    title: 'process.setUncaughtExceptionCaptureCallback',
    program: 'capture-callback.cjs',
    exitCode: 0,
    failures: [
      { error: noSuch('name'), in: 'draw', locals: { shape: object({ radius: 4 }), radius: int(2) } },
    ],
  },
  { title: 'a domain that hears the error', program: 'domain.cjs', exitCode: 0, failures: [NO_TITLE] },
  {
    title: 'a domain that nobody listens to',
    program: 'domain-unheard.cjs',
    exitCode: 1,
    failures: [NO_TITLE],
  },
  {
    title: '--unhandled-rejections=warn',
    program: 'unhandled-mode.cjs',
    nodeArgs: ['--unhandled-rejections=warn'],
    exitCode: 0,
    failures: [STALE],
  },
  {
    title: '--unhandled-rejections=none',
    program: 'unhandled-mode.cjs',
    nodeArgs: ['--unhandled-rejections=none'],
    exitCode: 0,
    failures: [STALE],
  },
  {
    title: '--unhandled-rejections=strict',
    program: 'unhandled-mode.cjs',
    nodeArgs: ['--unhandled-rejections=strict'],
    failures: [STALE],
  },
  {
    title: '--unhandled-rejections=warn-with-error-code',
    program: 'unhandled-mode.cjs',
    nodeArgs: ['--unhandled-rejections=warn-with-error-code'],
    failures: [STALE],
  },
];
