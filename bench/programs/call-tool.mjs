// Calls a tool that does nothing again and again, in the way that is asked for. Says on stderr what one call cost.
import { captureOutput, logToolOutput, toolCall } from '../../dist/index.js';

const CALLS = Number(process.env.BENCH_CALLS);
const tool = () => 7;
const ways = {
  toolCall: () => toolCall('nothing', tool),
  captureOutput: () => captureOutput(tool).result,
  logToolOutput: () =>
    logToolOutput({ tool: 'nothing', stdout: '', stderr: '', exitCode: 0, durationMs: 1 }).length,
  nothing: tool,
};
const call = ways[process.env.BENCH_MODE];

repeat(CALLS / 5);
const began = process.hrtime.bigint();
repeat(CALLS);
const microseconds = Number(process.hrtime.bigint() - began) / 1000 / CALLS;
process.stderr.write(`${JSON.stringify({ microseconds })}\n`);

function repeat(calls) {
  let sum = 0;
  for (let i = 0; i < calls; i += 1) sum += call();
  return sum;
}
