import type { Seen } from './run-set-up.ts';

export const commonJsEvent: Seen = {
  test: 'a CommonJS file fails',
  type: 'AssertionError',
  msg: 'Expected values to be strictly equal:',
  at: 'commonjs',
  locals: { module: 'commonjs' },
  expected: 'module',
  actual: 'commonjs',
};
export const ownNodeTestEvents: readonly Seen[] = [];
export const ownVitestEvents: readonly Seen[] = [];
export const ownJestEvents: readonly Seen[] = [];
export const ownMochaEvents: readonly Seen[] = [];
export const ownAvaEvents: readonly Seen[] = [];
export const avaLaterEvents: readonly Seen[] = [];
export const avaHookEvent: Seen = { test: 'beforeEach hook for is paid', type: 'Error', msg: 'no order', at: 'beforeEach', locals: { order: 1 } };
