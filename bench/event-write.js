import { at, compare, environment, interleave, ratioAtMost, readReport, withFolder } from './harness.js';

const PROGRAM = at('bench/programs/event-write.mjs');
const LIMIT =
  "Two things that pino does not do: redaction, 17 % of an event's time, and an fstat before each write, 16 %, which sees to it that the descriptor is " +
  "still the session's file and not one that the program has opened under the same number. Without both an event would cost about 1.1 times pino's; the " +
  'write itself is 29 %, the JSON 16 %, the two ids 5 %.';

/** What one small event costs, from the object to the kernel, in µs. */
export function run({ quick = false } = {}) {
  return withFolder(async (folder) => {
    let turn = 0;
    const write = (mode) => () => {
      turn += 1;
      const variables = {
        BENCH_MODE: mode,
        BENCH_FOLDER: `${folder}/${turn}`,
        BENCH_EVENTS: quick ? '5000' : '40000',
      };
      return readReport([PROGRAM], environment(variables)).microseconds;
    };
    const values = await interleave(quick ? 2 : 12, {
      'agentlog, redacting': write('agentlog'),
      'pino, synchronous': write('pino'),
      'pino with redact': write('pino with redact'),
    });
    const question = 'A small event, written before the call returns';
    const about = (measured, against, limit) => ({ question, measured, against, unit: 'µs', limit });
    return [
      compare(values, about('agentlog, redacting', 'pino, synchronous', LIMIT), ratioAtMost(1.2)),
      compare(values, about('agentlog, redacting', 'pino with redact')),
      compare(values, about('pino with redact', 'pino, synchronous')),
    ];
  });
}
