// Logs the model call and the tool output in BENCH_EVENTS.
import { logLlmCall, logToolOutput } from '../../dist/index.js';

const { call, tool } = JSON.parse(process.env.BENCH_EVENTS);
logLlmCall(call);
logToolOutput(tool);
