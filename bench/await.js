import { at, compare, environment, interleave, readReport, withFolder } from './harness.js';

const PROGRAM = at('bench/programs/await.cjs');
const PRELOAD = at('dist/preload.cjs');

/** What one await costs while V8's debugger is enabled, in ns. */
export function run({ quick = false } = {}) {
  return withFolder(async (folder) => {
    const awaits = (args, variables) =>
      readReport(
        [...args, PROGRAM],
        environment({ BENCH_AWAITS: quick ? '200000' : '2000000', ...variables }),
      ).nanoseconds;
    const values = await interleave(quick ? 2 : 8, {
      'recording on': () =>
        awaits(['--require', PRELOAD], { AGENTLOG: 'true', AGENTLOG_DIR: `${folder}/.agentlog` }),
      'recording off': () => awaits([], {}),
    });
    return [
      compare(values, {
        question: 'An await',
        measured: 'recording on',
        against: 'recording off',
        unit: 'ns',
      }),
    ];
  });
}
