import { spawnSync } from 'node:child_process';
import { at, compare, environment, interleave, ratioAtMost, withFolder } from './harness.js';

const LINES = at('bench/programs/print-lines.mjs');
const CALLS = at('bench/programs/call-tool.mjs');

/** What it costs to keep what a tool prints, next to printing it. */
export async function run({ quick = false } = {}) {
  return [...(await lines(quick)), ...(await calls(quick))];
}

async function lines(quick) {
  const print = (mode, target) => () =>
    report(`"$NODE" "$PROGRAM" ${target}`, {
      PROGRAM: LINES,
      BENCH_MODE: mode,
      BENCH_LINES: quick ? '20000' : '300000',
    }).nanoseconds;
  const values = await interleave(quick ? 2 : 12, {
    captureOutput: print('capture', '>/dev/null'),
    'captureOutput with tee, to /dev/null': print('tee', '>/dev/null'),
    'plain writes to /dev/null': print('plain', '>/dev/null'),
    'plain writes to a pipe': print('plain', '| cat >/dev/null'),
  });
  const question = 'A line of 72 characters that a tool prints with process.stdout.write';
  const about = (measured, against) => ({ question, measured, against, unit: 'ns' });
  const devNull = 'plain writes to /dev/null';
  return [
    compare(values, about('captureOutput', devNull), ratioAtMost(1)),
    compare(values, about('captureOutput', 'plain writes to a pipe'), ratioAtMost(1)),
    compare(values, about('captureOutput with tee, to /dev/null', devNull)),
  ];
}

function calls(quick) {
  return withFolder(async (folder) => {
    const call =
      (mode, variables = {}) =>
      () =>
        report('"$NODE" "$PROGRAM"', {
          PROGRAM: CALLS,
          BENCH_MODE: mode,
          BENCH_CALLS: quick ? '500' : '10000',
          AGENTLOG_DIR: `${folder}/.agentlog`,
          ...variables,
        }).microseconds;
    const many = { BENCH_CALLS: quick ? '1000000' : '20000000' };
    const values = await interleave(quick ? 2 : 8, {
      toolCall: call('toolCall', { AGENTLOG: 'true' }),
      logToolOutput: call('logToolOutput', { AGENTLOG: 'true' }),
      captureOutput: call('captureOutput'),
      'toolCall, recording off': call('toolCall', many),
      'the function alone': call('nothing', many),
    });
    const question = 'A call of a tool that does nothing';
    const about = (measured, against) => ({ question, measured, against, unit: 'µs' });
    return [
      compare(values, about('toolCall', 'logToolOutput')),
      compare(values, about('captureOutput', 'the function alone')),
      compare(values, about('toolCall, recording off', 'the function alone')),
    ];
  });
}

/** Runs a line of shell; what the program in it times it says on stderr, because its stdout is what is timed. */
function report(line, variables) {
  const env = environment({ NODE: process.execPath, ...variables });
  const { status, stderr } = spawnSync('sh', ['-c', line], { env, encoding: 'utf8', timeout: 120_000 });
  if (status !== 0) throw new Error(`${line} ended with ${status}: ${stderr}`);
  return JSON.parse(stderr.trim().split('\n').at(-1));
}
