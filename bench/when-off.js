import { addsLessThan, at, compare, environment, interleave, readReport, runNode } from './harness.js';

const CALLS = at('bench/programs/call-off.mjs');

/** What a program pays that has agentlog in it and does not record. */
export async function run({ quick = false } = {}) {
  return [...(await calls(quick)), await load(quick)];
}

async function calls(quick) {
  const loop = (mode) => () =>
    readReport([CALLS], environment({ BENCH_MODE: mode, BENCH_CALLS: quick ? '20000000' : '200000000' }))
      .nanoseconds;
  const values = await interleave(quick ? 2 : 8, {
    logFailure: loop('logFailure'),
    getSessionId: loop('getSessionId'),
    'an empty loop': loop('nothing'),
  });
  const row = (measured) =>
    compare(
      values,
      { question: 'A call while recording is off', measured, against: 'an empty loop', unit: 'ns' },
      addsLessThan(5, 'ns'),
    );
  return [row('logFailure'), row('getSessionId')];
}

async function load(quick) {
  const program = (name) => () => runNode([at(`bench/programs/${name}`)], environment()).wallMs;
  const values = await interleave(quick ? 4 : 40, {
    'with the import': program('import.mjs'),
    'without it': program('empty.mjs'),
  });
  return compare(values, {
    question: 'Importing the package while recording is off: a program from start to end',
    measured: 'with the import',
    against: 'without it',
    unit: 'ms',
  });
}
