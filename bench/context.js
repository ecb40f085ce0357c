import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateLog } from './generate-log.js';
import { at, compare, environment, interleave, runNode, withFolder } from './harness.js';

const CLI = at('dist/cli.js');
const MEASURE = at('bench/programs/peak-memory.cjs');

/** What `agentlog context` costs on a small and on a large log, as a process of its own, with its page cache warm. */
export function run({ quick = false } = {}) {
  return withFolder(async (folder) => {
    const largeBytes = quick ? 1e8 : 1e9;
    const logs = { small: 3e7, large: largeBytes };
    const ask = (name) => {
      const variables = { AGENTLOG_DIR: join(folder, name), BENCH_FILE: join(folder, 'peak') };
      const { wallMs } = runNode(['--require', MEASURE, CLI, 'context'], environment(variables));
      return { wallMs, megabytes: Number(readFileSync(variables.BENCH_FILE, 'utf8')) };
    };
    for (const [name, bytes] of Object.entries(logs)) generateLog(join(folder, name), { sessions: 1, bytes });
    const answers = await interleave(quick ? 2 : 12, {
      small: () => ask('small'),
      large: () => ask('large'),
    });
    const named = (what) => ({
      'a 30 MB log': answers.small.map((answer) => answer[what]),
      [`a ${largeBytes / 1e6} MB log`]: answers.large.map((answer) => answer[what]),
    });
    const pair = { measured: `a ${largeBytes / 1e6} MB log`, against: 'a 30 MB log' };
    const question = 'agentlog context, from start to end';
    return [
      compare(
        named('wallMs'),
        { question, ...pair, unit: 'ms' },
        { text: 'less than 1000 ms', isMet: ({ measured }) => measured.median < 1000 },
      ),
      compare(
        named('megabytes'),
        { question, ...pair, unit: 'MB at its peak' },
        { text: 'less than 150 MB', isMet: ({ measured }) => measured.median < 150 },
      ),
    ];
  });
}
