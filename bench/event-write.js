import { at, compare, environment, interleave, ratioAtMost, readReport, withFolder } from './harness.js';

const PROGRAM = at('bench/programs/event-write.mjs');

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
    const about = (measured, against) => ({ question, measured, against, unit: 'µs' });
    return [
      compare(values, about('agentlog, redacting', 'pino, synchronous'), ratioAtMost(1.2)),
      compare(values, about('agentlog, redacting', 'pino with redact')),
      compare(values, about('pino with redact', 'pino, synchronous')),
    ];
  });
}
