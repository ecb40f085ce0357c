import { at, compare, environment, interleave, ratioAtMost, readReport, withFolder } from './harness.js';

const PROGRAM = at('bench/programs/throw-burst.cjs');
const PRELOAD = at('dist/preload.cjs');
/** Few enough for the time that pauses are allowed at first, so every one of them has its locals taken. */
const THROWS = 120;
const LIMIT =
  'Of the instructions of a throw that is logged, V8’s pause takes 56 % before agentlog sees it (it writes out every frame of the stack with its ' +
  'scopes), reading the variables 20 %, making the event and writing it 24 %, in code that V8 has not compiled yet.';

/** What one throw costs while locals are taken, in µs: thrown, caught, and handed to the recorder. */
export function run({ quick = false } = {}) {
  return withFolder(async (folder) => {
    let turn = 0;
    let sentryTook = 0;
    let sentryRuns = 0;
    let agentlogTook = 0;
    let agentlogRuns = 0;
    const burst = (args, mode, variables = {}) =>
      readReport(
        [...args, PROGRAM],
        environment({ BENCH_MODE: mode, BENCH_THROWS: `${THROWS}`, ...variables }),
      );
    const recording = () => {
      turn += 1;
      return { AGENTLOG: 'true', AGENTLOG_CAPTURE: 'all', AGENTLOG_DIR: `${folder}/${turn}` };
    };
    const values = await interleave(quick ? 3 : 15, {
      'agentlog, logged': () => {
        const { microseconds, withLocals } = burst(['--require', PRELOAD], 'agentlog', recording());
        agentlogTook += withLocals;
        agentlogRuns += 1;
        return microseconds;
      },
      'agentlog, only caught': () => burst(['--require', PRELOAD], 'nothing', recording()).microseconds,
      'an empty pause': () => burst([], 'empty pause').microseconds,
      Sentry: () => {
        const { microseconds, withLocals } = burst([], 'sentry');
        sentryTook += withLocals;
        sentryRuns += 1;
        return microseconds;
      },
      'nothing attached': () => burst([], 'nothing').microseconds,
    });
    const question = `A throw whose locals are taken, in a burst of ${THROWS}`;
    const about = (measured, against, note) => ({ question, measured, against, unit: 'µs', note });
    const third = ratioAtMost(1 / 3, 'at most a third');
    const each = `with locals, in each run: agentlog ${(agentlogTook / agentlogRuns).toFixed(0)} events, Sentry ${(sentryTook / sentryRuns).toFixed(0)}, warm-up included`;
    return [
      compare(values, { ...about('agentlog, logged', 'Sentry', each), limit: LIMIT }, third),
      compare(values, about('agentlog, only caught', 'Sentry', 'locals taken, nothing written')),
      compare(values, about('an empty pause', 'Sentry', 'the floor: V8 pauses and goes on')),
      compare(values, about('agentlog, only caught', 'an empty pause')),
      compare(values, about('Sentry', 'nothing attached')),
    ];
  });
}
