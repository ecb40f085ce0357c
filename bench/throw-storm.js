import { at, compare, environment, interleave, ratioAtMost, readReport, withFolder } from './harness.js';

const PROGRAM = at('bench/programs/throw-storm.cjs');
const PRELOAD = at('dist/preload.cjs');
const DEBUGGER = at('bench/programs/debugger-only.cjs');
const WORKS = {
  field: 'each in a form that is parsed and checked: a wrong field',
  json: 'each in a form that is parsed and checked: no JSON',
  nothing: 'nothing else done',
};
const LIMITS = {
  field:
    "A wrong field: V8's work at a throw while a debugger is attached is 20 % of a run with its warm-up, on top of the error itself (7 %): 11 % are the pauses " +
    'that the budget grants, most of them in the warm-up, and 6 % the search for who will catch the error, which V8 makes before it asks whether to pause. The debugger alone costs nearly as much.',
  json:
    'No JSON: 10 % of a run with its warm-up are the pauses that the budget grants, most of them in the warm-up, and 4 % go into telling the debugger of a script, which V8 makes of each text that is no JSON. ' +
    'A debugger that is never turned off is told of each: 35 % of the time, nearly half of that for a SHA-256 of the text.',
  nothing:
    'Nothing else done: of a run with its warm-up 27 % is the search for who will catch the error, which V8 makes at each throw while a debugger is attached, whatever it may pause at, and 12 % are the pauses ' +
    'that the budget grants; making the error takes 25 %, with or without a debugger. Only a debugger that is turned off costs nothing, and it sees nothing either.',
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
    const about = (measured, note, limit) => ({
      question,
      measured,
      against: 'bare node',
      unit: 'ms',
      note,
      limit,
    });
    return [
      compare(
        values,
        about('recording on', undefined, LIMITS[work]),
        ratioAtMost(1.05, 'adds less than 5 %'),
      ),
      compare(values, about('the debugger alone', 'the floor: enabled, told to pause at nothing')),
    ];
  });
}
