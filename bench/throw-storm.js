import { at, compare, environment, interleave, ratioAtMost, readReport, withFolder } from './harness.js';

const PROGRAM = at('bench/programs/throw-storm.cjs');
const PRELOAD = at('dist/preload.cjs');
const DEBUGGER = at('bench/programs/debugger-only.cjs');
const WORKS = {
  field: 'each in a form that is parsed and checked: a wrong field',
  json: 'each in a form that is parsed and checked: no JSON',
  nothing: 'nothing else done',
};

/** What recording costs a program that throws and catches without end, once the first allowance of pauses is spent. */
export async function run({ quick = false } = {}) {
  const rows = [];
  for (const work of Object.keys(WORKS)) rows.push(...(await measure(work, quick)));
  return rows;
}

function measure(work, quick) {
  const throws = (quick ? 0.05 : 1) * (work === 'nothing' ? 400_000 : 100_000);
  return withFolder(async (folder) => {
    const storm = (args, variables) =>
      readReport(
        [...args, PROGRAM],
        environment({ BENCH_WORK: work, BENCH_THROWS: `${throws}`, ...variables }),
      ).ms;
    const contenders = {
      'recording on': () =>
        storm(['--require', PRELOAD], { AGENTLOG: 'true', AGENTLOG_DIR: `${folder}/.agentlog` }),
      'the debugger alone': () => storm(['--require', DEBUGGER], { BENCH_PAUSE_STATE: 'none' }),
      'bare node': () => storm([], {}),
    };
    const values = await interleave(quick ? 2 : 3, contenders, { isWarm: true });
    const question = `A storm of ${throws.toLocaleString('en')} caught throws, ${WORKS[work]}`;
    const about = (measured, note) => ({ question, measured, against: 'bare node', unit: 'ms', note });
    return [
      compare(values, about('recording on'), ratioAtMost(1.05, 'adds less than 5 %')),
      compare(values, about('the debugger alone', 'the floor: enabled, told to pause at nothing')),
    ];
  });
}
